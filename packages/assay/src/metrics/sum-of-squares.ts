import type { Cell } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, call } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn, doubleOf, storedDoubles } from './read-row.ts';

export interface SumOfSquaresState {
  readonly n: number;
  readonly sum: Cell;
  readonly squares: Cell;
}

export const sumOfSquares = defineMetric<
  ColumnParams,
  SumOfSquaresState,
  { readonly n: number; readonly sum: number; readonly squares: number }
>({
  id: 'sumOfSquares',
  version: 1,
  summary: 'Count, sum, and sum of squares of the values.',
  definition:
    'Number of values, their sum Σx and the sum of their squares Σx², in doubles; NULL left out. Of n values the squares are off by at most about n · 2^-53 · Σx² (Higham 2002, “Accuracy and Stability of Numerical Algorithms”, section 4.2). NaN and infinities are in both sums.',
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  showsValues: true,
  query: (params) => {
    const value = call('toDouble', operand(params));
    return {
      select: {
        n: aggregate('count', operand(params)),
        sum: aggregate('sum', operand(params)),
        squares: aggregate('sum', arithmetic(value, '*', value)),
      },
    };
  },
  read: ([row]) => ({
    n: countIn(row, 'n'),
    ...storedDoubles({ sum: doubleIn(row, 'sum') ?? 0, squares: doubleIn(row, 'squares') ?? 0 }),
  }),
  empty: () => ({ n: 0, sum: 0, squares: 0 }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => ({
      n: left.n + right.n,
      ...storedDoubles({
        sum: doubleOf(left.sum) + doubleOf(right.sum),
        squares: doubleOf(left.squares) + doubleOf(right.squares),
      }),
    }),
  },
  value: ({ n, sum, squares }) => ({ n, sum: doubleOf(sum), squares: doubleOf(squares) }),
});
