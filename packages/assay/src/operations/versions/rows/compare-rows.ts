import { join } from 'node:path';
import { numberOf, type Row } from '../../../domain/cell.ts';
import type { RowExample, TableDiff } from '../../../domain/table-diff.ts';
import type { QueryOptions, Session } from '../../../engines/engine.ts';
import type { Relation } from '../../../sql/select.ts';
import {
  cellAt,
  countChanges,
  countDiffering,
  countSide,
  differingKeys,
  differsName,
  keyNames,
  keysOfThose,
  type Pair,
  sideBySide,
} from './paired.ts';

export interface CompareRows {
  readonly pair: Pair;
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

const examplesOf = async (
  session: Session,
  given: CompareRows,
  differing: Relation,
  counts: Found['counts'],
): Promise<RowExample[]> => {
  const { pair, examples, query } = given;
  const found: RowExample[] = [];
  for (const what of ['removed', 'added', 'changed'] as const) {
    if (examples === 0 || counts[what] === 0) continue;
    const keys = keysOfThose(pair, differing, what, examples);
    const rows = await session.query(what === 'changed' ? sideBySide(pair, keys) : keys, query);
    found.push(...rows.map((row) => exampleOf(given, what, row)));
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
 * the work folder; those that differ are written there, and only they are looked at again.
 */
export const compareRows = async (session: Session, given: CompareRows): Promise<Found> => {
  const { pair, workFolder, query, onStep } = given;
  const total = 4;
  onStep?.(0, total);
  const [before] = await session.query(countSide(pair, 'before'), query);
  const [after] = await session.query(countSide(pair, 'after'), query);
  onStep?.(1, total);
  const file = join(workFolder, 'differing.parquet');
  await session.export(differingKeys(pair), file, query);
  const { relation: differing } = await session.open(
    { kind: 'files', path: file },
    { name: 'differing', declared: [] },
  );
  const [counted] = await session.query(countDiffering(differing), query);
  if (pair.key.length === 0) return asWholes(before, after, counted);
  onStep?.(2, total);
  const rows = { before: at(before, 'rows'), after: at(after, 'rows') };
  const nullKeys = { before: at(before, 'nullKeys'), after: at(after, 'nullKeys') };
  const repeatedKeys = {
    keys: at(counted, 'keys'),
    before: at(counted, 'before'),
    after: at(counted, 'after'),
  };
  const [added, removed, changed] = [at(counted, 'added'), at(counted, 'removed'), at(counted, 'changed')];
  const same = rows.before - nullKeys.before - repeatedKeys.before - removed - changed;
  const counts = { added, removed, changed, same };
  const [changes] =
    changed === 0 || pair.others.length === 0
      ? []
      : await session.query(countChanges(pair, keysOfThose(pair, differing, 'changed')), query);
  onStep?.(3, total);
  return {
    rows,
    counts,
    unpaired: { nullKeys, repeatedKeys },
    changedIn: pair.others
      .map(({ name }, index) => ({ column: name, rows: at(changes, differsName(index)) }))
      .filter(({ rows: differing }) => differing > 0)
      .toSorted((one, other) => other.rows - one.rows),
    examples: await examplesOf(session, given, differing, counts),
  };
};
