import type { Cell } from '../domain/cell.ts';
import { floatCell, integerCell, isTagged, numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';

export interface SumState {
  readonly sum: Cell;
}

/** Sum of the values; NULL where there is none. Exact for integers, rounding for doubles. */
export const sum = defineMetric<ColumnParams, SumState, Cell>({
  id: 'sum',
  version: 1,
  summary: 'Sum of the values.',
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  query: (params) => ({ select: { sum: aggregate('sum', operand(params)) } }),
  read: ([row]) => ({ sum: row?.['sum'] ?? null }),
  empty: () => ({ sum: null }),
  merge: { kind: 'commutative', merge: (left, right) => ({ sum: add(left.sum, right.sum) }) },
  value: (state) => state.sum,
});

const integerOf = (cell: Cell): bigint | undefined => {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? BigInt(cell) : undefined;
  return isTagged(cell) && cell.type === 'bigint' ? BigInt(cell.value) : undefined;
};

const add = (left: Cell, right: Cell): Cell => {
  if (left === null) return right;
  if (right === null) return left;
  const [a, b] = [integerOf(left), integerOf(right)];
  return a !== undefined && b !== undefined ? integerCell(a + b) : floatCell((numberOf(left) ?? 0) + (numberOf(right) ?? 0));
};
