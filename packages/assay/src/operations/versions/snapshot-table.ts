import { join } from 'node:path';
import type { Column, ColumnKind } from '../../domain/column.ts';
import { sourceText } from '../../domain/source.ts';
import type { Project } from '../../project/project.ts';
import { within } from '../../run/scope.ts';
import { call, column, type Expr, type Order } from '../../sql/expression.ts';
import { inSession } from '../in-session.ts';
import { scopeOf } from '../scope-of.ts';
import type { NamedSource } from '../targets.ts';
import type { Add } from './adding/adding.ts';
import { type Snapshot, snapshotMemoryMiB } from './place-of-added.ts';
import { keyOfSnapshot } from './snapshot-key.ts';

/** Kinds of which engines have no order, or one of their own. */
const byText: ReadonlySet<ColumnKind> = new Set(['text', 'list', 'struct', 'other']);

const orderedBy = ({ name, kind }: Column): Expr =>
  byText.has(kind) ? call('byCodePoint', call('toText', column(name))) : column(name);

/** By the key, and by all that is left where rows have one key: equal rows make equal bytes. */
const orderOf = (columns: readonly Column[], key: readonly string[]): readonly Order[] => {
  const first = key.flatMap((name) => columns.filter((one) => one.name === name));
  return [...first, ...columns.filter((one) => !first.includes(one))].map((one) => ({ by: orderedBy(one) }));
};

/** Writes the rows of a table in its scope to a Parquet file. */
export const writeTable = (
  project: Project,
  named: NamedSource,
  add: Add,
  folder: string,
): Promise<Snapshot> =>
  inSession(
    named.source,
    folder,
    async (session) => {
      const query = add.signal === undefined ? {} : { signal: add.signal };
      const opened = await session.open(named.source, { name: named.name, declared: [], ...query });
      const from = within(named.where === undefined ? undefined : scopeOf(named.where), opened);
      const at = join(folder, `${add.name}.parquet`);
      const orderBy = orderOf(opened.columns, keyOfSnapshot(project, add));
      await session.export({ everything: true, columns: {}, from, orderBy }, at, query);
      return { place: { at, shown: sourceText(named.source) } };
    },
    { memoryMiB: snapshotMemoryMiB },
  );
