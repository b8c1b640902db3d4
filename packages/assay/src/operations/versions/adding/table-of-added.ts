import { Refusal } from '../../../domain/problem.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { VersionTable } from '../../../domain/version-table.ts';
import type { OpenTable } from '../../../engines/engine.ts';
import { formatByName } from '../../../engines/files/file-format.ts';
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

/** Whether its files are a table by their names, and few enough to be looked at for nothing else. */
const isCheap = async (tree: Tree, { repository }: Adding): Promise<boolean> => {
  if (tree.files > mostFiles) return false;
  let texts = 0;
  for await (const entry of entriesOf(tree, repository.objects.get)) {
    if (entry.kind !== 'file' || hidden.test(entry.path)) continue;
    const format = formatByName(entry.path);
    if (format === undefined || format === 'duckdb') return false;
    if (format !== 'parquet') texts += 1;
  }
  return texts === 0 || (texts <= mostTextFiles && tree.bytes <= mostTextBytes);
};

/** The table that was added, where nothing judged it and looking is cheap. */
export const lookedAt = async (
  adding: Adding,
  { source, name }: NamedSource,
  tree: Tree,
): Promise<VersionTable | undefined> => {
  if (source.kind !== 'files' || !(await isCheap(tree, adding))) return undefined;
  const { signal } = adding.add;
  try {
    return await inWorkFolder((folder) =>
      inSession(source, folder, async (session) =>
        tableOf(
          await session.open(source, { name, declared: [], ...(signal === undefined ? {} : { signal }) }),
        ),
      ),
    );
  } catch (cause) {
    if (cause instanceof Refusal && cause.problems.every(({ code }) => noTable.has(code))) return undefined;
    throw cause;
  }
};
