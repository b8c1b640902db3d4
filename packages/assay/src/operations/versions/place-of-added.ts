import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import type { Project } from '../../project/project.ts';

/** What lies before the first name that is a pattern: `data/readings` of `data/readings/*.parquet`. */
const fixedPart = (path: string): string => path.replace(/(^|\/)[^/]*[*?[{].*$/, '');

/** The rest: `*.parquet` of `data/readings/*.parquet`; empty of a path without a pattern. */
export const patternIn = (path: string): string => path.slice(fixedPart(path).length).replace(/^\//, '');

/** The path as a person sees it, and from anywhere. */
export interface AddedPlace {
  readonly shown: string;
  readonly at: string;
  /** How a record names it, where its files are not copied. */
  readonly reference?: string;
  /** What gave the rows that are there. */
  readonly query?: string;
  /** Which read confidential columns. */
  readonly readsSecrets?: boolean;
}

/** Rows are sorted in so much memory, and spilled beyond it. */
export const snapshotMemoryMiB = 640;

/** Rows that were written to be added. */
export interface Snapshot {
  readonly place: AddedPlace;
  /** Versions that they are from. */
  readonly inputs?: readonly string[];
}

/** Where the bytes of a new version are: at the path that is given, else at that of the dataset. Throws `Refusal` where nothing is there. */
export const placeOfAdded = (
  project: Project,
  { path, name, cwd }: { readonly path?: string; readonly name: string; readonly cwd: string },
): AddedPlace => {
  const dataset = own(project.config.datasets, name);
  const shown = path ?? (dataset !== undefined && 'path' in dataset ? fixedPart(dataset.path) : '');
  if (shown === '')
    return refuse(
      'usage',
      `nothing says where ${name} is`,
      `name a file or a folder: assay add PATH --as ${name}`,
    );
  const at = path === undefined ? join(project.folder, shown) : resolve(cwd, shown);
  return existsSync(at)
    ? { shown, at }
    : refuse('source-not-found', `there is no ${shown}`, 'check the path', { file: shown });
};
