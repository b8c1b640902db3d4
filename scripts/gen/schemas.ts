import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { projectSchema } from '../../packages/assay/src/project/config.ts';

const domain = join(import.meta.dirname, '../../packages/assay/src/domain');

/** The name a document states in its `schema`: `assay.run/v1`. */
const nameOf = (value: unknown): string | undefined => {
  if (!(value instanceof z.ZodObject)) return undefined;
  const literal: unknown = value.shape.schema;
  return literal instanceof z.ZodLiteral ? String(literal.value) : undefined;
};

const published = async (): Promise<readonly (readonly [string, z.ZodType])[]> => {
  const found = new Map<string, z.ZodType>();
  for (const file of readdirSync(domain)
    .filter((name) => name.endsWith('.ts'))
    .toSorted()) {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(domain, file)).href);
    for (const value of Object.values(module)) {
      const name = nameOf(value);
      if (name !== undefined && value instanceof z.ZodType) found.set(name, value);
    }
  }
  return [...found];
};

const document = (title: string, schema: z.ZodType, io: 'input' | 'output'): string =>
  `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) }, null, 2)}\n`;

/** JSON Schemas of `assay.yaml` and of every document that names its schema, by their path from the root. */
export const schemaFiles = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['docs/schemas/assay.yaml.json', document('assay.yaml', projectSchema, 'input')],
    ...(await published()).map(
      ([name, schema]) =>
        [`docs/schemas/${name.replace('/', '.')}.json`, document(name, schema, 'output')] as const,
    ),
  ]);
