import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import { sourceText } from '../../domain/source.ts';
import { QueryFailed } from '../../engines/engine.ts';
import type { Project } from '../../project/project.ts';
import { sourceOfText } from '../../project/source-of.ts';
import { givenSource, type NamedSource, namedDataset } from '../targets.ts';
import { inWorkFolder } from '../work-folder.ts';
import type { Add } from './adding/adding.ts';
import { type AddedPlace, placeOfAdded, type Snapshot } from './place-of-added.ts';
import { placeOfReference, uriOf } from './references/uri.ts';
import { writeQuery } from './snapshot-query.ts';
import { writeTable } from './snapshot-table.ts';

/** A table that a path names, `plant.duckdb#orders`, where there is no file of that name. */
const namedTable = (path: string, cwd: string): NamedSource | undefined => {
  if (!/#|:\/\//.test(path) || existsSync(resolve(cwd, path))) return undefined;
  const source = sourceOfText(path);
  return source.kind === 'files' ? undefined : givenSource(source, cwd);
};

/** The table whose rows are added: the one that is named, or the dataset of this name where it is one. */
const tableOf = (project: Project, { path, name, cwd }: Add): NamedSource | undefined => {
  const dataset = own(project.config.datasets, name) && namedDataset(project, name, cwd);
  if (path === undefined) return dataset?.source.kind === 'files' ? undefined : dataset;
  const table = namedTable(path, cwd);
  if (table === undefined) return undefined;
  const contract = dataset?.contract;
  return contract === undefined ? table : { ...table, contract };
};

/** What writes the rows that are added, and what is told where they cannot be read. */
interface Writer {
  readonly what: string;
  readonly hint: string;
  readonly write: (folder: string) => Promise<Snapshot>;
}

/** Undefined where files are added as they are. */
const writerOf = (project: Project, add: Add): Writer | undefined => {
  const { query } = add;
  if (query !== undefined)
    return {
      what: 'the query',
      hint: 'nothing was added; it is one SELECT, which calls a source as its dataset, its table, or its file without the ending',
      write: (folder) => writeQuery(project, query, add, folder),
    };
  const table = tableOf(project, add);
  return (
    table && {
      what: sourceText(table.source),
      hint: 'nothing was added; look at it in the database',
      write: (folder) => writeTable(project, table, add, folder),
    }
  );
};

const written = async (
  { what, hint, write }: Writer,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<Snapshot> => {
  try {
    return await write(folder);
  } catch (cause) {
    if (!(cause instanceof QueryFailed) || signal?.aborted === true) throw cause;
    const [line = ''] = cause.message.split('\n');
    return refuse('source-unreadable', `${what} cannot be read: ${line}`, hint, {}, cause);
  }
};

const expectOnePlace = ({ path, query, reference, sources = [] }: Add): void => {
  if (reference !== undefined && (path ?? query) !== undefined)
    refuse('usage', `a reference and ${path ?? 'a query'} are two things`, 'give one of them');
  if (query !== undefined && path !== undefined)
    refuse('usage', `${path} and a query are two things`, 'name the path with --source to query it');
  if (query !== undefined && sources.length === 0)
    refuse('usage', 'nothing says what the query reads', 'name a table, a file or a dataset with --source');
  if (query === undefined && sources.length > 0)
    refuse('usage', 'a source is what a query reads, and there is none', 'add --query "SELECT …"');
};

/**
 * Works with the place where the bytes of a new version are: the file or folder that is named, or a snapshot of a table or of a query, as a
 * Parquet file that is gone afterwards. Of a dataset the rows are those in its scope, in the order of their key.
 */
export const atPlace = async <T>(
  project: Project,
  add: Add,
  work: (place: AddedPlace, add: Add) => Promise<T>,
): Promise<T> => {
  expectOnePlace(add);
  if (add.reference !== undefined) {
    const at = placeOfReference(add.reference, add.cwd);
    const place = { at, shown: add.reference, reference: uriOf(at, project.folder) };
    return work(place, { ...add, path: at });
  }
  const writer = writerOf(project, add);
  if (writer === undefined) return work(placeOfAdded(project, add), add);
  add.onGate?.(add.name, { phase: 'open', done: 0, total: 1 });
  return inWorkFolder(async (folder) => {
    const { place, inputs = [] } = await written(writer, folder, add.signal);
    const origin = { ...add.origin, inputs: [...(add.origin?.inputs ?? []), ...inputs] };
    return work(place, { ...add, path: place.at, origin });
  });
};
