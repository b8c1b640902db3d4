import { z } from 'zod';
import { numberOf } from '../domain/cell.ts';
import { aggregate } from '../sql/expression.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';

export const rows = defineMetric<Record<never, never>, { rows: number }, number>({
  id: 'rows',
  version: 1,
  summary: 'Number of rows.',
  definition: 'All rows, whatever they hold; known without a query where the files state it.',
  params: z.strictObject({}),
  accepts: 'table',
  exactness: { kind: 'exact' },
  query: () => ({ select: { n: aggregate('countAll') } }),
  read: ([row]) => ({ rows: numberOf(row?.n ?? 0) ?? 0 }),
  empty: () => ({ rows: 0 }),
  merge: countsAddUp,
  value: (state) => state.rows,
  fromFacts: (_params, facts) => (facts.rows === undefined ? undefined : { rows: facts.rows }),
});
