import { aggregate, not } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface Booleans {
  readonly true: number;
  readonly false: number;
}

export const booleans = defineMetric<ColumnParams, Booleans, Booleans>({
  id: 'booleans',
  version: 1,
  summary: 'Number of true and of false values.',
  definition: 'Rows whose value is true, and rows whose value is false. NULL is neither.',
  params: columnParams,
  accepts: ['boolean'],
  exactness: { kind: 'exact' },
  query: (params) => ({
    select: { yes: aggregate('countIf', operand(params)), no: aggregate('countIf', not(operand(params))) },
  }),
  read: ([row]) => ({ true: countIn(row, 'yes'), false: countIn(row, 'no') }),
  empty: () => ({ true: 0, false: 0 }),
  merge: countsAddUp,
  value: (state) => state,
  profile: profiledFirst,
});
