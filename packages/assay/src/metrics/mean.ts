import { type Cell, numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { addSums, exactCell } from './exact-sum.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface MeanState {
  readonly n: number;
  readonly sum: Cell;
}

export const mean = defineMetric<ColumnParams, MeanState, number | null>({
  id: 'mean',
  version: 1,
  summary: 'Arithmetic mean of the values.',
  definition:
    'Arithmetic mean, Σx / n, NULL left out; null of no values. The sum is exact for integers and decimals; of n doubles it is off by at most about n · 2^-53 · Σ|x|. A NaN makes it NaN, an infinity infinite (two opposite ones NaN).',
  showsValues: true,
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  query: (params) => ({
    select: { n: aggregate('count', operand(params)), sum: aggregate('sum', operand(params)) },
  }),
  read: ([row]) => ({ n: countIn(row, 'n'), sum: exactCell(row?.sum ?? null) }),
  empty: () => ({ n: 0, sum: null }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => ({ n: left.n + right.n, sum: addSums(left.sum, right.sum) }),
  },
  value: ({ n, sum }) => (n === 0 ? null : (numberOf(sum) ?? 0) / n),
  profile: profiledFirst,
});
