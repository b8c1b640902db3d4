import { type ColumnKind, numericKinds, temporalKinds } from '../../../domain/column.ts';
import type { Tolerance } from '../../../domain/table-diff.ts';
import {
  aggregate,
  and,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
  inQuery,
  isNull,
  not,
  notNull,
  number,
  or,
  truth,
  when,
} from '../../../sql/expression.ts';
import { join, type Relation, type Select, subquery } from '../../../sql/select.ts';
import type { ComparedColumn } from './compared-columns.ts';
import { keyColumns, keyNames, keysOf, type Pair, type Side } from './pair.ts';

const shortKinds: readonly ColumnKind[] = ['boolean', ...numericKinds, ...temporalKinds, 'time'];

const cellName = (index: number): string => `c${index}`;
export const differsName = (index: number): string => `d${index}`;

const within = ({ kind, most }: Tolerance, one: Expr, other: Expr): Expr => {
  const [a, b] = [call('toDouble', one), call('toDouble', other)];
  const size = call('greatest', call('abs', a), call('abs', b));
  const bound = kind === 'absolute' ? number(most) : arithmetic(number(most), '*', size);
  return and(
    call('isFinite', a),
    call('isFinite', b),
    compare(call('abs', arithmetic(a, '-', b)), '<=', bound),
  );
};

const differs = ({ kind }: ComparedColumn, index: number, tolerance: Tolerance | undefined): Expr => {
  const [one, other] = [column(cellName(index), 'before'), column(cellName(index), 'after')];
  const isEqual =
    tolerance === undefined || !numericKinds.includes(kind)
      ? compare(one, '=', other)
      : or(compare(one, '=', other), within(tolerance, one, other));
  return not(or(and(isNull(one), isNull(other)), call('coalesce', isEqual, truth(false))));
};

/** What a cell is compared by: itself where it is short, else its hash, so that no texts wait in memory for their partners. */
const digest = ({ kind, readOn }: ComparedColumn, side: Side): Expr =>
  shortKinds.includes(kind) ? readOn(side) : when(notNull(readOn(side)), call('hash', readOn(side)));

const asItIs = ({ readOn }: ComparedColumn, side: Side): Expr => readOn(side);

/** Both rows of each of some keys that one row of either version has, side by side. A join, since it spills what an aggregation keeps. */
const sideBySide = (pair: Pair, keys: Select, cell: typeof digest): Relation => {
  const rowsOf = (side: Side): Relation =>
    subquery(
      {
        columns: {
          ...keysOf(pair, side),
          ...Object.fromEntries(pair.others.map((one, index) => [cellName(index), cell(one, side)])),
        },
        from: pair.tables[side],
        where: inQuery(Object.values(keysOf(pair, side)), keys),
      },
      side,
    );
  const isOneRow = and(
    ...keyNames(pair).map((name) => compare(column(name, 'before'), '=', column(name, 'after'))),
  );
  return join(rowsOf('before'), rowsOf('after'), isOneRow);
};

const flags = ({ others }: Pair, tolerance: Tolerance | undefined): Readonly<Record<string, Expr>> =>
  Object.fromEntries(others.map((one, index) => [differsName(index), differs(one, index, tolerance)]));

/** In which columns the rows of some keys differ. */
export const changedCells = (pair: Pair, keys: Select, tolerance?: Tolerance): Select => ({
  columns: { ...keyColumns(pair, 'before'), ...flags(pair, tolerance) },
  from: sideBySide(pair, keys, digest),
});

/** The same with the cells of both versions. */
export const changedRows = (pair: Pair, keys: Select, tolerance?: Tolerance): Select => ({
  columns: {
    ...keyColumns(pair, 'before'),
    ...flags(pair, tolerance),
    ...Object.fromEntries(
      pair.others.flatMap((_one, index) =>
        (['before', 'after'] as const).map((side) => [cellAt(side, index), column(cellName(index), side)]),
      ),
    ),
  },
  from: sideBySide(pair, keys, asItIs),
});

/** The cell of a row of `changedRows`. */
export const cellAt = (side: Side, index: number): string => `${side}${index}`;

const anyDiffers = ({ others }: Pair): Expr => or(...others.map((_one, index) => column(differsName(index))));

/** Of rows as `changedCells` gives them: how many differ, and how many in each column. */
export const countChanges = (pair: Pair, changed: Relation): Select => ({
  columns: {
    rows: aggregate('countIf', anyDiffers(pair)),
    ...Object.fromEntries(
      pair.others.map((_one, index) => [
        differsName(index),
        aggregate('countIf', column(differsName(index))),
      ]),
    ),
  },
  from: changed,
});

/** The keys of those that differ. */
export const keysOfChanged = (pair: Pair, changed: Relation): Select => ({
  columns: keyColumns(pair),
  from: changed,
  where: anyDiffers(pair),
});
