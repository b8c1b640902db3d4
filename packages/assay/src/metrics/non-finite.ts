import { floatCell } from '../domain/cell.ts';
import { aggregate, compare, type Expr, literal } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface NonFinite {
  readonly nans: number;
  readonly positiveInfinities: number;
  readonly negativeInfinities: number;
}

export const nonFinite = defineMetric<ColumnParams, NonFinite, NonFinite>({
  id: 'nonFinite',
  version: 1,
  summary: 'Number of NaN, infinite and minus infinite values.',
  definition: 'Values that are NaN, Infinity, or -Infinity, each counted apart.',
  params: columnParams,
  accepts: ['float'],
  exactness: { kind: 'exact' },
  query: (params) => {
    const equal = (value: number): Expr =>
      aggregate('countIf', compare(operand(params), '=', literal(floatCell(value))));
    return { select: { nans: equal(NaN), above: equal(Infinity), below: equal(-Infinity) } };
  },
  read: ([row]) => ({
    nans: countIn(row, 'nans'),
    positiveInfinities: countIn(row, 'above'),
    negativeInfinities: countIn(row, 'below'),
  }),
  empty: () => ({ nans: 0, positiveInfinities: 0, negativeInfinities: 0 }),
  merge: countsAddUp,
  value: (state) => state,
  profile: profiledFirst,
});
