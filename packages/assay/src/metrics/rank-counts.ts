import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, call, compare, type Expr, number } from '../sql/expression.ts';
import type { RankCounts } from '../stats/rank-proof.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface RankCountsParams extends ColumnParams {
  /** Absent: no value is below. */
  readonly low?: number | undefined;
  /** Absent: every value is at most that. */
  readonly high?: number | undefined;
  /** The bounds themselves lie outside. */
  readonly open?: boolean | undefined;
  /** Whoever asks knows from elsewhere that no value is NaN, or will not use the answer. */
  readonly numbers?: true | undefined;
}

/** Values below (`'<'`) or at most at (`'<='`) a bound. */
const countUnder = (value: Expr, op: '<' | '<=', bound: number): Expr =>
  aggregate('countIf', compare(value, op, number(bound)));

/** The same of numbers by the sign of a difference, which engines take in half the time of a comparison of doubles. */
const countUnderBySign = (value: Expr, op: '<' | '<=', bound: number): Expr => {
  const double = call('toDouble', value);
  const signs = (difference: Expr): Expr => aggregate('sum', call('belowZero', difference));
  return op === '<'
    ? signs(arithmetic(double, '+', number(positiveZero(-bound))))
    : arithmetic(aggregate('count', value), '-', signs(arithmetic(number(positiveZero(bound)), '-', double)));
};

/** With it -0 becomes 0 in the sum, and is not below zero. */
const positiveZero = (value: number): number => (value === 0 ? 0 : value);

export const rankCounts = defineMetric<RankCountsParams, RankCounts, RankCounts>({
  id: 'rankCounts',
  version: 1,
  summary: 'Number of values, of those below a bound, and of those at most at another.',
  definition:
    'Values that are not NULL; those below low; those at most at high. With open, those not above low and those below high. Enough to prove between which bounds a quantile lies. Bounds and values are compared as doubles; NaN is above every number.',
  params: columnParams.extend({
    low: z.number().optional(),
    high: z.number().optional(),
    open: z.boolean().optional(),
    numbers: z.literal(true).optional(),
  }),
  accepts: numericKinds,
  exactness: { kind: 'exact' },
  query: (params) => {
    const { low, high, open, numbers } = params;
    const count = numbers ? countUnderBySign : countUnder;
    const value = operand(params);
    const present = aggregate('count', value);
    return {
      select: {
        present,
        ...(low === undefined ? {} : { below: count(value, open ? '<=' : '<', low) }),
        ...(high === undefined ? {} : { atMost: count(value, open ? '<' : '<=', high) }),
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
  merge: countsAddUp,
  value: (state) => state,
});
