import {
  aggregate,
  and,
  call,
  column,
  compare,
  type Expr,
  inQuery,
  isNull,
  literal,
  not,
  notNull,
  number,
  or,
  truth,
  when,
} from '../../../sql/expression.ts';
import { type Relation, type Select, subquery, union } from '../../../sql/select.ts';
import type { ComparedColumn } from './compared-columns.ts';

export type Side = 'before' | 'after';
const sides = ['before', 'after'] as const;

/** The rows of two versions, with what tells them apart: key columns, or none. */
export interface Pair {
  readonly tables: Readonly<Record<Side, Relation>>;
  readonly key: readonly ComparedColumn[];
  /** The columns beside the key. */
  readonly others: readonly ComparedColumn[];
}

const keyName = (index: number): string => `k${index}`;
export const keyNames = ({ key }: Pair): readonly string[] =>
  key.length === 0 ? [keyName(0)] : key.map((_column, index) => keyName(index));
const keyColumns = (pair: Pair): readonly Expr[] => keyNames(pair).map((name) => column(name));

/** Rows without a key are told apart by the hash of all that they hold. */
const keysOf = ({ key, others }: Pair, side: Side): Readonly<Record<string, Expr>> =>
  Object.fromEntries(
    (key.length === 0
      ? [call('hashOfRow', ...others.map(({ readOn }) => readOn(side)))]
      : key.map(({ readOn }) => readOn(side))
    ).map((expr, index) => [keyName(index), expr]),
  );

const hasKey = ({ key }: Pair, side: Side): Expr => and(...key.map(({ readOn }) => notNull(readOn(side))));

const onSide = (expr: Expr, own: Side, side: Side): Expr => (own === side ? expr : literal(null));

/** What each group of rows with one key holds: how many rows of either version, unless it is one row that is the same in both. */
export const differingKeys = (pair: Pair): Select => {
  const hashes = (side: Side): Expr =>
    pair.key.length === 0 || pair.others.length === 0
      ? number(1)
      : call('hashOfRow', ...pair.others.map(({ readOn }) => readOn(side)));
  const rows = union(
    sides.map((side) => ({
      columns: {
        ...keysOf(pair, side),
        before: onSide(hashes(side), 'before', side),
        after: onSide(hashes(side), 'after', side),
      },
      from: pair.tables[side],
      ...(pair.key.length === 0 ? {} : { where: hasKey(pair, side) }),
    })),
    'sides',
  );
  const counts = {
    before: aggregate('count', column('before')),
    after: aggregate('count', column('after')),
  };
  const isSame =
    pair.key.length === 0
      ? compare(counts.before, '=', counts.after)
      : and(
          compare(counts.before, '=', number(1)),
          compare(counts.after, '=', number(1)),
          compare(aggregate('min', column('before')), '=', aggregate('max', column('after'))),
        );
  return {
    columns: {
      ...Object.fromEntries(keyNames(pair).map((name) => [name, column(name)])),
      n0: counts.before,
      n1: counts.after,
    },
    from: rows,
    groupBy: keyColumns(pair),
    having: not(isSame),
  };
};

const [n0, n1] = [column('n0'), column('n1')];
const are = (before: number, after: number): Expr =>
  and(compare(n0, '=', number(before)), compare(n1, '=', number(after)));

/** Which of the differing keys are those of rows that came, went or changed. */
export const keysThat = { added: are(0, 1), removed: are(1, 0), changed: are(1, 1) } as const;
const repeated = or(compare(n0, '>', number(1)), compare(n1, '>', number(1)));

/** Counts of the differing keys by what they are. */
export const countDiffering = (differing: Relation): Select => ({
  columns: {
    added: aggregate('countIf', keysThat.added),
    removed: aggregate('countIf', keysThat.removed),
    changed: aggregate('countIf', keysThat.changed),
    keys: aggregate('countIf', repeated),
    before: aggregate('sum', when(repeated, n0)),
    after: aggregate('sum', when(repeated, n1)),
    fewer: aggregate('sum', when(compare(n0, '>', n1), { kind: 'arithmetic', op: '-', left: n0, right: n1 })),
    more: aggregate('sum', when(compare(n1, '>', n0), { kind: 'arithmetic', op: '-', left: n1, right: n0 })),
  },
  from: differing,
});

/** Rows whose key is NULL in part, and all. */
export const countSide = (pair: Pair, side: Side): Select => ({
  columns: {
    rows: aggregate('countAll'),
    nullKeys: aggregate(
      'countIf',
      pair.key.length === 0 ? truth(false) : or(...pair.key.map(({ readOn }) => isNull(readOn(side)))),
    ),
  },
  from: pair.tables[side],
});

const cellName = (side: Side, index: number): string => `${side === 'before' ? 'b' : 'a'}${index}`;
export const differsName = (index: number): string => `d${index}`;

const differs = (index: number): Expr => {
  const [one, other] = sides.map((side) => column(cellName(side, index)));
  if (one === undefined || other === undefined) return truth(false);
  return not(or(and(isNull(one), isNull(other)), call('coalesce', compare(one, '=', other), truth(false))));
};

/** Both rows of each of some keys side by side: the key, the cells of either version, and in which columns they differ. */
export const sideBySide = (pair: Pair, keys: Select): Select => {
  const rows = union(
    sides.map((side) => ({
      columns: {
        ...keysOf(pair, side),
        ...Object.fromEntries(
          pair.others.flatMap(({ readOn }, index) =>
            sides.map((own) => [cellName(own, index), onSide(readOn(side), own, side)]),
          ),
        ),
      },
      from: pair.tables[side],
      where: inQuery(Object.values(keysOf(pair, side)), keys),
    })),
    'sides',
  );
  const paired: Select = {
    columns: {
      ...Object.fromEntries(keyNames(pair).map((name) => [name, column(name)])),
      ...Object.fromEntries(
        pair.others.flatMap((_column, index) =>
          sides.map((side) => [cellName(side, index), aggregate('any', column(cellName(side, index)))]),
        ),
      ),
    },
    from: rows,
    groupBy: keyColumns(pair),
  };
  return {
    everything: true,
    columns: Object.fromEntries(pair.others.map((_column, index) => [differsName(index), differs(index)])),
    from: subquery(paired, 'paired'),
  };
};

/** The cell of a row of `sideBySide`. */
export const cellAt = cellName;

/** In how many of some rows each column differs. */
export const countChanges = (pair: Pair, keys: Select): Select => ({
  columns: Object.fromEntries(
    pair.others.map((_column, index) => [
      differsName(index),
      aggregate('countIf', column(differsName(index))),
    ]),
  ),
  from: subquery(sideBySide(pair, keys), 'changes'),
});

/** The keys of differing rows of one kind; the first ones in the order of the key where so many are asked for. */
export const keysOfThose = (
  pair: Pair,
  differing: Relation,
  what: keyof typeof keysThat,
  most?: number,
): Select => ({
  columns: Object.fromEntries(keyNames(pair).map((name) => [name, column(name)])),
  from: differing,
  where: keysThat[what],
  ...(most === undefined ? {} : { orderBy: keyColumns(pair).map((by) => ({ by })), limit: most }),
});
