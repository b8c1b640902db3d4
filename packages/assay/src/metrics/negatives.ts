import { numericKinds } from '../domain/column.ts';
import { aggregate, compare, number } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export const negatives = defineMetric<ColumnParams, { count: number }, number>({
  id: 'negatives',
  version: 1,
  summary: 'Number of negative values.',
  definition: 'Values below zero, -Infinity included. NaN, -0 and NULL are not.',
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'exact' },
  query: (params) => ({ select: { n: aggregate('countIf', compare(operand(params), '<', number(0))) } }),
  read: ([row]) => ({ count: countIn(row, 'n') }),
  empty: () => ({ count: 0 }),
  merge: countsAddUp,
  value: (state) => state.count,
  profile: profiledFirst,
});
