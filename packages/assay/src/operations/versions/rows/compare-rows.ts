import { join } from 'node:path';
import { numberOf, type Row } from '../../../domain/cell.ts';
import type { RowExample, TableDiff } from '../../../domain/table-diff.ts';
import type { QueryOptions, Session } from '../../../engines/engine.ts';
import type { Relation, Select } from '../../../sql/select.ts';
import {
  cellAt,
  changedCells,
  changedRows,
  countChanges,
  differsName,
  keysOfChanged,
  type Tolerance,
} from './changed-rows.ts';
import { countDiffering, countSide, differingKeys, firstKeys, keysOfThose } from './differing-keys.ts';
import { keyNames, type Pair } from './pair.ts';

export interface CompareRows {
  readonly pair: Pair;
  readonly tolerance?: Tolerance;
  readonly isConfidential: (column: string) => boolean;
  /** So many rows of each kind are shown. */
  readonly examples: number;
  readonly workFolder: string;
  readonly query: QueryOptions;
  readonly onStep?: (done: number, total: number) => void;
}

type Found = Pick<TableDiff, 'rows' | 'counts' | 'unpaired' | 'changedIn' | 'examples'>;

const at = (row: Row | undefined, name: string): number => numberOf(row?.[name] ?? null) ?? 0;

const exampleOf = (
  { pair, isConfidential }: CompareRows,
  what: RowExample['what'],
  row: Row,
): RowExample => ({
  what,
  key: Object.fromEntries(
    pair.key.flatMap(({ name }, index) =>
      isConfidential(name) ? [] : [[name, row[keyNames(pair)[index] ?? ''] ?? null]],
    ),
  ),
  cells:
    what !== 'changed'
      ? []
      : pair.others.flatMap(({ name }, index) => {
          if (row[differsName(index)] !== true) return [];
          if (isConfidential(name)) return [{ column: name }];
          const [before, after] = [row[cellAt('before', index)], row[cellAt('after', index)]];
          return [{ column: name, before: before ?? null, after: after ?? null }];
        }),
});

/** The rows of a query, written to the work folder and read from there. */
const spooled = async (
  session: Session,
  { workFolder, query }: CompareRows,
  name: string,
  select: Select,
): Promise<Relation> => {
  const path = join(workFolder, `${name}.parquet`);
  await session.export(select, path, query);
  return (await session.open({ kind: 'files', path }, { name, declared: [] })).relation;
};

const examplesOf = async (
  session: Session,
  given: CompareRows,
  keys: Readonly<Record<RowExample['what'], Select>>,
): Promise<RowExample[]> => {
  const { pair, tolerance, examples, query } = given;
  if (examples === 0) return [];
  const found: RowExample[] = [];
  for (const what of ['removed', 'added', 'changed'] as const) {
    const first = firstKeys(pair, keys[what], examples);
    const rows = what === 'changed' ? firstKeys(pair, changedRows(pair, first, tolerance), examples) : first;
    found.push(...(await session.query(rows, query)).map((row) => exampleOf(given, what, row)));
  }
  return found;
};

/** Without a key a row that is in both as often is the same, and what is left over came or went. */
const asWholes = (before: Row | undefined, after: Row | undefined, counted: Row | undefined): Found => {
  const rows = { before: at(before, 'rows'), after: at(after, 'rows') };
  const removed = at(counted, 'fewer');
  return {
    rows,
    counts: { added: at(counted, 'more'), removed, changed: 0, same: rows.before - removed },
    unpaired: { nullKeys: { before: 0, after: 0 }, repeatedKeys: { keys: 0, before: 0, after: 0 } },
    changedIn: [],
    examples: [],
  };
};

/**
 * Compares the rows of two tables that are open in a session, by their key or as wholes. All keys go through one aggregation, which spills to
 * the work folder; those that differ are written there, and only their rows are looked at again.
 */
export const compareRows = async (session: Session, given: CompareRows): Promise<Found> => {
  const { pair, tolerance, query, onStep } = given;
  const total = 4;
  onStep?.(0, total);
  const [before] = await session.query(countSide(pair, 'before'), query);
  const [after] = await session.query(countSide(pair, 'after'), query);
  onStep?.(1, total);
  const differing = await spooled(session, given, 'differing', differingKeys(pair));
  const [counted] = await session.query(countDiffering(differing), query);
  if (pair.key.length === 0) return asWholes(before, after, counted);
  onStep?.(2, total);
  const changed = await spooled(
    session,
    given,
    'changed',
    changedCells(pair, keysOfThose(pair, differing, 'changed'), tolerance),
  );
  const [changes] = await session.query(countChanges(pair, changed), query);
  onStep?.(3, total);
  const rows = { before: at(before, 'rows'), after: at(after, 'rows') };
  const nullKeys = { before: at(before, 'nullKeys'), after: at(after, 'nullKeys') };
  const repeatedKeys = {
    keys: at(counted, 'keys'),
    before: at(counted, 'before'),
    after: at(counted, 'after'),
  };
  const counts = {
    added: at(counted, 'added'),
    removed: at(counted, 'removed'),
    changed: at(changes, 'rows'),
  };
  return {
    rows,
    counts: {
      ...counts,
      same: rows.before - nullKeys.before - repeatedKeys.before - counts.removed - counts.changed,
    },
    unpaired: { nullKeys, repeatedKeys },
    changedIn: pair.others
      .map(({ name }, index) => ({ column: name, rows: at(changes, differsName(index)) }))
      .filter(({ rows: differing }) => differing > 0)
      .toSorted((one, other) => other.rows - one.rows),
    examples: await examplesOf(session, given, {
      removed: keysOfThose(pair, differing, 'removed'),
      added: keysOfThose(pair, differing, 'added'),
      changed: keysOfChanged(pair, changed),
    }),
  };
};
