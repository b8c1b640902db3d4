import {
  aggregate,
  and,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
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
import { keyColumns, keysOf, type Pair, type Side, sides } from './pair.ts';

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

/** Rows of a version whose key is nowhere NULL. */
export const hasKey = ({ key }: Pair, side: Side): Expr =>
  and(...key.map(({ readOn }) => notNull(readOn(side))));

/** What each group of rows with one key holds: how many rows of either version, unless it is one row that is the same in both. */
export const differingKeys = (pair: Pair): Select => {
  const hash = (side: Side): Expr =>
    pair.key.length === 0 || pair.others.length === 0
      ? number(1)
      : call('hashOfRow', ...pair.others.map(({ readOn }) => readOn(side)));
  const rows = union(
    sides.map((side) => ({
      columns: {
        ...keysOf(pair, side),
        before: side === 'before' ? hash(side) : literal(null),
        after: side === 'after' ? hash(side) : literal(null),
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
    columns: { ...keyColumns(pair), n0: counts.before, n1: counts.after },
    from: rows,
    groupBy: Object.values(keyColumns(pair)),
    having: not(isSame),
  };
};

const [n0, n1] = [column('n0'), column('n1')];
const are = (before: number, after: number): Expr =>
  and(compare(n0, '=', number(before)), compare(n1, '=', number(after)));

/** Which of the differing keys are those of rows that came, went or changed. */
const keysThat = { added: are(0, 1), removed: are(1, 0), changed: are(1, 1) } as const;
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
    fewer: aggregate('sum', when(compare(n0, '>', n1), arithmetic(n0, '-', n1))),
    more: aggregate('sum', when(compare(n1, '>', n0), arithmetic(n1, '-', n0))),
  },
  from: differing,
});

/** The keys of differing rows of one kind. */
export const keysOfThose = (pair: Pair, differing: Relation, what: keyof typeof keysThat): Select => ({
  columns: keyColumns(pair),
  from: differing,
  where: keysThat[what],
});

/** The keys that differ in some of the columns each, as those that differ in any. */
export const joinedParts = (pair: Pair, parts: readonly Relation[]): Relation => {
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) return only;
  const all = parts.map((from): Select => ({ columns: { ...keyColumns(pair), n0, n1 }, from }));
  return subquery(
    {
      columns: { ...keyColumns(pair), n0: aggregate('max', n0), n1: aggregate('max', n1) },
      from: union(all, 'parts'),
      groupBy: Object.values(keyColumns(pair)),
    },
    'differing',
  );
};
