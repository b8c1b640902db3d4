import { scalarKinds } from '../domain/column.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

/** Different values, NULL left out. All NaN are one value, and so are 0 and -0. */
export const distinctExact = defineMetric<ColumnParams, { distinct: number }, number>({
  id: 'distinctExact',
  version: 1,
  summary: 'Number of different values, counted exactly.',
  params: columnParams,
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: (params) => ({ select: { distinct: aggregate('countDistinct', operand(params)) } }),
  read: ([row]) => ({ distinct: countIn(row, 'distinct') }),
  empty: () => ({ distinct: 0 }),
  merge: { kind: 'none' },
  value: (state) => state.distinct,
});
