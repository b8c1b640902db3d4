import { z } from 'zod';
import { aggregate, type Expr } from '../sql/expression.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface Share {
  readonly rows: number;
  readonly count: number;
}

export const share = defineMetric<{ condition: Expr }, Share, Share>({
  id: 'share',
  version: 1,
  summary: 'Number of rows for which a condition is true, and of all rows.',
  definition: 'Rows for which a condition is true, and all rows. NULL is not true.',
  params: z.strictObject({ condition: z.custom<Expr>() }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  query: ({ condition }) => ({
    select: { rows: aggregate('countAll'), count: aggregate('countIf', condition) },
  }),
  read: ([row]) => ({ rows: countIn(row, 'rows'), count: countIn(row, 'count') }),
  empty: () => ({ rows: 0, count: 0 }),
  merge: countsAddUp,
  value: (state) => state,
});
