import { scalarKinds } from '../domain/column.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export const distinctExact = defineMetric<ColumnParams, { distinct: number }, number>({
  id: 'distinctExact',
  version: 1,
  summary: 'Number of different values, counted exactly.',
  definition:
    'Different values. NULL is left out; all NaN are one value, and so are 0 and -0. Memory grows with their number.',
  params: columnParams,
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: (params) => ({ select: { distinct: aggregate('countDistinct', operand(params)) } }),
  read: ([row]) => ({ distinct: countIn(row, 'distinct') }),
  empty: () => ({ distinct: 0 }),
  merge: { kind: 'none' },
  value: (state) => state.distinct,
});
