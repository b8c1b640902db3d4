import type { Row } from '../../../domain/cell.ts';
import type { TableDiff } from '../../../domain/table-diff.ts';
import type { Session } from '../../../engines/engine.ts';
import { aggregate } from '../../../sql/expression.ts';
import { type Select, subquery } from '../../../sql/select.ts';
import { changedCells, countChanges, differsName, keysOfChanged } from './changed-rows.ts';
import { countDiffering, countSide, differingKeys, joinedParts, keysOfThose } from './differing-keys.ts';
import { type CompareRows, countIn, type Part, partsOf, spooled } from './parts.ts';
import { examplesOf } from './row-examples.ts';
import { type Shift, shiftsOf } from './shifts.ts';
import { anyOf } from './some-keys.ts';

type Rows = Pick<TableDiff, 'rows' | 'counts' | 'unpaired' | 'changedIn' | 'examples'>;

/** What differs between the rows, and of columns of numbers how all changes are made. */
export interface Found extends Rows {
  readonly shifts: ReadonlyMap<string, Shift>;
}

/** Without a key a row that is in both as often is the same, and what is left over came or went. */
const asWholes = (before: Row | undefined, after: Row | undefined, counted: Row | undefined): Found => {
  const rows = { before: countIn(before, 'rows'), after: countIn(after, 'rows') };
  const removed = countIn(counted, 'fewer');
  return {
    rows,
    counts: { added: countIn(counted, 'more'), removed, changed: 0, same: rows.before - removed },
    unpaired: { nullKeys: { before: 0, after: 0 }, repeatedKeys: { keys: 0, before: 0, after: 0 } },
    changedIn: [],
    examples: [],
    shifts: new Map(),
  };
};

/** In which columns how many of the changed rows differ, and the keys of those rows. */
const changesOf = async (session: Session, given: CompareRows, parts: readonly Part[]) => {
  const keys: Select[] = [];
  const changedIn: Found['changedIn'] = [];
  for (const [index, { pair, differing }] of parts.entries()) {
    const cells = changedCells(pair, keysOfThose(pair, differing, 'changed'), given.tolerance);
    const changed = await spooled(session, given, `changed${index}`, cells);
    const [counted] = await session.query(countChanges(pair, changed), given.query);
    keys.push(keysOfChanged(pair, changed));
    for (const [at, { name }] of pair.others.entries())
      changedIn.push({ column: name, rows: countIn(counted, differsName(at)) });
  }
  const select = anyOf(given.pair, keys);
  const [all] = await session.query(
    { columns: { rows: aggregate('countAll') }, from: subquery(select, 'changed') },
    given.query,
  );
  return {
    keys: select,
    rows: countIn(all, 'rows'),
    changedIn: changedIn.filter(({ rows }) => rows > 0).toSorted((one, other) => other.rows - one.rows),
  };
};

/**
 * Compares the rows of two tables that are open in a session, by their key or as wholes. All keys go through one aggregation, which spills to
 * the work folder; those that differ are written there, and only their rows are looked at again.
 */
export const compareRows = async (session: Session, given: CompareRows): Promise<Found> => {
  const { pair, query, onStep } = given;
  const total = 4;
  onStep?.(0, total);
  const [before] = await session.query(countSide(pair, 'before'), query);
  const [after] = await session.query(countSide(pair, 'after'), query);
  onStep?.(1, total);
  const parts: Part[] = [];
  for (const [index, own] of partsOf(pair).entries())
    parts.push({
      pair: own,
      differing: await spooled(session, given, `differing${index}`, differingKeys(own)),
    });
  const differing = joinedParts(
    pair,
    parts.map((part) => part.differing),
  );
  const [counted] = await session.query(countDiffering(differing), query);
  if (pair.key.length === 0) return asWholes(before, after, counted);
  onStep?.(2, total);
  const changed = await changesOf(session, given, parts);
  onStep?.(3, total);
  const rows = { before: countIn(before, 'rows'), after: countIn(after, 'rows') };
  const nullKeys = { before: countIn(before, 'nullKeys'), after: countIn(after, 'nullKeys') };
  const repeatedKeys = {
    keys: countIn(counted, 'keys'),
    before: countIn(counted, 'before'),
    after: countIn(counted, 'after'),
  };
  const counts = {
    added: countIn(counted, 'added'),
    removed: countIn(counted, 'removed'),
    changed: changed.rows,
  };
  return {
    rows,
    counts: {
      ...counts,
      same: rows.before - nullKeys.before - repeatedKeys.before - counts.removed - counts.changed,
    },
    unpaired: { nullKeys, repeatedKeys },
    changedIn: changed.changedIn,
    shifts: await shiftsOf(session, given, parts, changed.keys, changed.changedIn),
    examples: await examplesOf(session, given, parts, {
      removed: keysOfThose(pair, differing, 'removed'),
      added: keysOfThose(pair, differing, 'added'),
      changed: changed.keys,
    }),
  };
};
