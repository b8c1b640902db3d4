import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { aggregate, compare, number } from '../sql/expression.ts';
import type { RankCounts } from '../stats/rank-proof.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface RankCountsParams extends ColumnParams {
  /** Absent: no value is below. */
  readonly low?: number | undefined;
  /** Absent: every value is at most that. */
  readonly high?: number | undefined;
  /** The bounds themselves lie outside. */
  readonly open?: boolean | undefined;
}

/**
 * How many values lie below one bound and at most at another: enough to prove where a quantile is (`quantileWithin`). NaN lies
 * above every number.
 */
export const rankCounts = defineMetric<RankCountsParams, RankCounts, RankCounts>({
  id: 'rankCounts',
  version: 1,
  summary: 'Number of values, of those below a bound, and of those at most at another.',
  params: columnParams.extend({
    low: z.number().optional(),
    high: z.number().optional(),
    open: z.boolean().optional(),
  }),
  accepts: numericKinds,
  exactness: { kind: 'exact' },
  query: (params) => {
    const { low, high, open } = params;
    const value = operand(params);
    const present = aggregate('count', value);
    return {
      select: {
        present,
        ...(low === undefined
          ? {}
          : { below: aggregate('countIf', compare(value, open ? '<=' : '<', number(low))) }),
        ...(high === undefined
          ? {}
          : { atMost: aggregate('countIf', compare(value, open ? '<' : '<=', number(high))) }),
      },
    };
  },
  read: ([row], { high }) => {
    const present = countIn(row, 'present');
    return {
      present,
      below: countIn(row, 'below'),
      atMost: high === undefined ? present : countIn(row, 'atMost'),
    };
  },
  empty: () => ({ present: 0, below: 0, atMost: 0 }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => ({
      present: left.present + right.present,
      below: left.below + right.below,
      atMost: left.atMost + right.atMost,
    }),
  },
  value: (state) => state,
});
