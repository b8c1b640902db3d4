import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { aggregate, type Expr } from '../sql/expression.ts';
import { defineMetric } from './metric.ts';

export const largest = defineMetric<{ value: Expr }, { max: Cell }, Cell>({
  id: 'largest',
  version: 1,
  summary: 'Largest value of an expression.',
  definition: 'Largest value of an expression. NaN is above every number. NULL where there is no value.',
  params: z.strictObject({ value: z.custom<Expr>() }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  showsValues: true,
  query: ({ value }) => ({ select: { max: aggregate('max', value) } }),
  read: ([row]) => ({ max: row?.max ?? null }),
  empty: () => ({ max: null }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => {
      if (left.max === null) return right;
      return right.max === null || compareCells(left.max, right.max) >= 0 ? left : right;
    },
  },
  value: ({ max }) => max,
});
