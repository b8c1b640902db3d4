import { join } from 'node:path';
import { Refusal } from '../../../domain/problem.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { VersionTable } from '../../../domain/version-table.ts';
import type { OpenTable } from '../../../engines/engine.ts';
import { contentOf } from '../../../engines/files/file-format.ts';
import { headOf } from '../../../engines/files/head.ts';
import type { TakenTree } from '../../../versions/folders/take-tree.ts';
import { objectPath } from '../../../versions/objects/object-path.ts';
import { entriesOf } from '../../../versions/trees/read-tree.ts';
import { inSession } from '../../in-session.ts';
import type { NamedSource, Target } from '../../targets.ts';
import { inWorkFolder } from '../../work-folder.ts';
import { noTable } from '../no-table.ts';
import type { Adding } from './adding.ts';

/** Of Parquet only footers are read. */
const mostFiles = 1_000;
/** Text has to be read whole to know its types and rows. */
const mostTextBytes = 32 * 1024 * 1024;
const mostTextFiles = 100;
/** Writers use such names for what is no data. */
const hidden = /(^|\/)[._]/;

/** What an open table says of itself; undefined where its rows were not counted. Columns are called as the bytes call them. */
export const tableOf = (
  { description, facts, columns }: OpenTable,
  properties: Target['object']['properties'] = [],
): VersionTable | undefined =>
  facts.rows === undefined
    ? undefined
    : {
        format: description,
        rows: facts.rows,
        columns: columns.map(({ name, kind, sqlType }) => ({
          name: properties.find((one) => one.name === name)?.physicalName ?? name,
          kind,
          type: sqlType,
        })),
      };

/** Names that say of a file that it is a table, or a part of one; any text and any JSON may be something else. */
const tables = /\.(parquet|pq|csv|tsv|tab|psv|ndjson|jsonl)(\.(gz|zst))?$/i;
const parquet = /\.(parquet|pq)$/i;
const packed = /\.(gz|zst)$/i;
/** So much more text than bytes is in a packed file. */
const packing = 10;

const isParquet = (file: string): boolean => {
  const content = contentOf(headOf(file, 16));
  return content?.kind === 'format' && content.format === 'parquet';
};

/** Whether its files are a table by their names, and little to read for nothing else. */
const isCheap = async (tree: Tree, form: TakenTree['form'], adding: Adding): Promise<boolean> => {
  const { place, repository } = adding;
  if (tree.files > mostFiles) return false;
  let [texts, bytes] = [0, 0];
  for await (const entry of entriesOf(tree, repository.objects.get)) {
    if (entry.kind !== 'file' || hidden.test(entry.path)) continue;
    if (!tables.test(entry.path)) return false;
    if (parquet.test(entry.path)) {
      if (!isParquet(form === 'file' ? place.at : join(place.at, entry.path))) return false;
      continue;
    }
    texts += 1;
    bytes += entry.bytes * (packed.test(entry.path) ? packing : 1);
    if (texts > mostTextFiles || bytes > mostTextBytes) return false;
  }
  return true;
};

/** What was read of a place, and whether that are the bytes which were kept: else the place may have changed since. */
export interface LookedAt {
  readonly table: VersionTable;
  readonly isKept: boolean;
}

/** Where the bytes of a single Parquet file are kept, which is known by its bytes and not by its name. */
const keptParquet = async (
  { place, repository }: Adding,
  { form, tree }: TakenTree,
): Promise<string | undefined> => {
  if (form !== 'file' || place.reference !== undefined || !parquet.test(place.at)) return undefined;
  for await (const entry of entriesOf(tree, repository.objects.get))
    if (entry.kind === 'file') return objectPath(repository.objects.folder, entry.id);
  return undefined;
};

/** The table that was added, where nothing judged it and looking is cheap. */
export const lookedAt = async (
  adding: Adding,
  { source, name }: NamedSource,
  taken: TakenTree,
): Promise<LookedAt | undefined> => {
  if (source.kind !== 'files' || !(await isCheap(taken.tree, taken.form, adding))) return undefined;
  const kept = await keptParquet(adding, taken);
  const read = kept === undefined ? source : { ...source, path: kept };
  const { signal } = adding.add;
  try {
    const table = await inWorkFolder((folder) =>
      inSession(read, folder, async (session) =>
        tableOf(
          await session.open(read, { name, declared: [], ...(signal === undefined ? {} : { signal }) }),
        ),
      ),
    );
    return table && { table, isKept: kept !== undefined };
  } catch (cause) {
    if (cause instanceof Refusal && cause.problems.every(({ code }) => noTable.has(code))) return undefined;
    throw cause;
  }
};
