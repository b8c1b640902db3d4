import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Metric } from '../../src/metrics/metric.ts';
import type { Reference } from './reference.ts';

const folder = join(import.meta.dirname, 'reference');

/** The file of a metric's reference. */
export const referenceFile = ({ id }: Metric): string =>
  `${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

/** Every file there is. */
export const referenceFiles: readonly string[] = readdirSync(folder);

/** References by metric id, of those metrics that have one. */
export const referencesOf = async (metrics: readonly Metric[]): Promise<ReadonlyMap<string, Reference>> => {
  const written = metrics.filter((metric) => referenceFiles.includes(referenceFile(metric)));
  return new Map(
    await Promise.all(
      written.map(async (metric) => {
        const module: { reference: Reference } = await import(
          pathToFileURL(join(folder, referenceFile(metric))).href
        );
        return [metric.id, module.reference] as const;
      }),
    ),
  );
};
