import type { Cell } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { addSums, exactCell } from './exact-sum.ts';
import { defineMetric } from './metric.ts';

export interface SumState {
  readonly sum: Cell;
}

export const sum = defineMetric<ColumnParams, SumState, Cell>({
  id: 'sum',
  version: 1,
  summary: 'Sum of the values.',
  definition:
    'Sum of the values; NULL of none. Exact for integers and decimals; of n doubles it is off by at most about n · 2^-53 · Σ|x|. A NaN makes it NaN, an infinity infinite (two opposite ones NaN).',
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  showsValues: true,
  query: (params) => ({ select: { sum: aggregate('sum', operand(params)) } }),
  read: ([row]) => ({ sum: exactCell(row?.sum ?? null) }),
  empty: () => ({ sum: null }),
  merge: { kind: 'commutative', merge: (left, right) => ({ sum: addSums(left.sum, right.sum) }) },
  value: (state) => state.sum,
});
