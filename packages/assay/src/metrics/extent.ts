import type { Cell } from '../domain/cell.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { orderedKinds } from './ordered-kinds.ts';

export interface Extent {
  /** NULL where there is no value. */
  readonly min: Cell;
  readonly max: Cell;
}

/** Smallest and largest value. NaN is larger than every number, as both engines order it. */
export const extent = defineMetric<ColumnParams, Extent, Extent>({
  id: 'extent',
  version: 1,
  summary: 'Smallest and largest value; NaN sorts above every number.',
  params: columnParams,
  accepts: orderedKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => ({
    select: { min: aggregate('min', operand(params)), max: aggregate('max', operand(params)) },
  }),
  read: ([row]) => ({ min: row?.['min'] ?? null, max: row?.['max'] ?? null }),
  empty: () => ({ min: null, max: null }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => ({ min: least(left.min, right.min, -1), max: least(left.max, right.max, 1) }),
  },
  value: (state) => state,
  profile: (column, known) =>
    known === undefined && orderedKinds.includes(column.kind) ? { column: column.name } : undefined,
  fromFacts: (params, facts) => {
    const known = facts.columns.get(params.column);
    return known?.min === undefined || known.max === undefined || params.where !== undefined
      ? undefined
      : { min: known.min, max: known.max };
  },
});

const least = (left: Cell, right: Cell, direction: -1 | 1): Cell => {
  if (left === null) return right;
  if (right === null) return left;
  return compareCells(left, right) * direction >= 0 ? left : right;
};
