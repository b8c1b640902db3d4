import { z } from 'zod';
import { numberOf } from '../domain/cell.ts';
import { aggregate, type Expr } from '../sql/expression.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';

export const countWhere = defineMetric<{ condition: Expr }, { count: number }, number>({
  id: 'countWhere',
  version: 1,
  summary: 'Number of rows for which a condition is true.',
  definition: 'Rows for which a condition is true. NULL is not true.',
  params: z.strictObject({ condition: z.custom<Expr>() }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  query: ({ condition }) => ({ select: { n: aggregate('countIf', condition) } }),
  read: ([row]) => ({ count: numberOf(row?.n ?? 0) ?? 0 }),
  empty: () => ({ count: 0 }),
  merge: countsAddUp,
  value: (state) => state.count,
});
