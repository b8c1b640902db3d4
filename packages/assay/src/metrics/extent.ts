import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { orderedKinds } from './ordered-kinds.ts';
import { plainCell } from './read-row.ts';

export interface Extent {
  /** NULL where there is no value. */
  readonly min: Cell;
  readonly max: Cell;
}

export interface ExtentParams extends ColumnParams {
  /** Whoever asks knows from elsewhere that no value is NaN, or will not use the answer: bounds of the numbers suffice. */
  readonly numbers?: true | undefined;
}

export const extent = defineMetric<ExtentParams, Extent, Extent>({
  id: 'extent',
  version: 1,
  summary: 'Smallest and largest value; NaN sorts above every number.',
  definition:
    'Smallest and largest value. NaN is above every number; -0 is 0. NULL is left out, and is both where there is no value.',
  params: columnParams.extend({ numbers: z.literal(true).optional() }),
  accepts: orderedKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => ({
    select: { min: aggregate('min', operand(params)), max: aggregate('max', operand(params)) },
  }),
  read: ([row]) => ({ min: plainCell(row?.min ?? null), max: plainCell(row?.max ?? null) }),
  empty: () => ({ min: null, max: null }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => ({ min: least(left.min, right.min, -1), max: least(left.max, right.max, 1) }),
  },
  value: (state) => state,
  profile: profiledFirst,
  fromFacts: ({ column, where, numbers }, facts) => {
    const known = facts.columns.get(column);
    if (known === undefined || where !== undefined) return undefined;
    const min = known.min ?? (numbers === true ? known.numbersMin : undefined);
    const max = known.max ?? (numbers === true ? known.numbersMax : undefined);
    return min === undefined || max === undefined ? undefined : { min, max };
  },
});

const least = (left: Cell, right: Cell, direction: -1 | 1): Cell => {
  if (left === null) return right;
  if (right === null) return left;
  return compareCells(left, right) * direction >= 0 ? left : right;
};
