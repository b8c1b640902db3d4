import { z } from 'zod';
import { type Cell, numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { type Comparison, comparisonText } from '../domain/comparison.ts';
import { quantileExact } from '../metrics/quantile-exact.ts';
import { rankCounts } from '../metrics/rank-counts.ts';
import { ask, askPer } from '../metrics/request.ts';
import { sum } from '../metrics/sum.ts';
import { quantileWithin } from '../stats/rank-proof.ts';
import { type CheckContext, defineCheck, pass, type Rung, rung } from './check.ts';
import { comparesNumber, comparisonOf, demandText, perOf } from './compared-number.ts';
import { perParam } from './groups.ts';
import { plural } from './words.ts';

const params = z.strictObject({ q: z.number().min(0).max(1), per: perParam });
type QuantileParams = z.infer<typeof params>;

const nounOf = (q: number): string => (q === 0.5 ? 'median' : `${q} quantile`);

/** The interval a quantile must lie in, where the operator demands one. */
const boundsOf = ({ operator, value }: Comparison) => {
  if (operator === 'mustBeBetween') return { low: value[0], high: value[1], open: false };
  if (operator === 'mustBeGreaterThan') return { low: value, open: true };
  if (operator === 'mustBeGreaterOrEqualTo') return { low: value, open: false };
  if (operator === 'mustBeLessThan') return { high: value, open: true };
  return operator === 'mustBeLessOrEqualTo' ? { high: value, open: false } : undefined;
};

/** A witness that no value is NaN. */
const isFiniteSum = (total: Cell): boolean => Number.isFinite(numberOf(total));

/** Two counts prove that a quantile lies within bounds, without sorting. */
const proof = ({ q, per }: QuantileParams, context: CheckContext, comparison: Comparison): Rung[] => {
  const bounds = boundsOf(comparison);
  if (bounds === undefined) return [];
  const asked = { column: context.subject.name, ...bounds };
  const proven = (groups: string) =>
    pass(`${nounOf(q)} proven ${comparisonText(comparison)}${groups}, by counting`);
  if (per === undefined && context.subject.kind === 'float') {
    const needs = {
      ranks: ask(rankCounts, { ...asked, numbers: true }),
      total: ask(sum, { column: context.subject.name }),
    };
    return [
      rung('cheap', needs, ({ ranks, total }) =>
        isFiniteSum(total) && quantileWithin(ranks, q) === 'proven' ? proven('') : undefined,
      ),
    ];
  }
  if (per === undefined) {
    return [
      rung('cheap', { ranks: ask(rankCounts, asked) }, ({ ranks }) =>
        quantileWithin(ranks, q) === 'proven' ? proven('') : undefined,
      ),
    ];
  }
  return [
    rung(
      'cheap',
      { ranks: askPer(rankCounts, asked, perOf(per, context)) },
      ({ ranks: { groups, truncated } }) =>
        !truncated && groups.length > 0 && groups.every(({ value }) => quantileWithin(value, q) === 'proven')
          ? proven(` for ${plural(groups.length, 'group')}`)
          : undefined,
    ),
  ];
};

export const quantile = defineCheck<QuantileParams>({
  id: 'quantile',
  summary: 'A quantile of a column, or of each group of rows, is as agreed; q: 0.5 is the median.',
  why: 'The median tells a shifted process from a few wild readings, the 0.99 quantile tells peaks; a mean mixes both.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: ({ q, per }, context) => demandText(nounOf(q), per, context),
  rungs: (params, context) => {
    const { q, per } = params;
    const comparison = comparisonOf(context, 'quantile');
    const number = { noun: nounOf(q), per: perOf(per, context), without: 'no values' };
    return [
      ...proof(params, context, comparison),
      comparesNumber(
        'exact',
        quantileExact,
        { column: context.subject.name, q },
        (value) => value,
        comparison,
        number,
      ),
    ];
  },
  examples: [
    {
      title: 'the median of an even number of values lies between two',
      columns: { x: 'float' },
      rows: [[1], [2], [10], [null], [4]],
      on: 'x',
      params: { q: 0.5, mustBeLessThan: 3 },
      expect: { status: 'fail', observed: 3, says: 'median 3' },
    },
    {
      title: 'proven by counting',
      columns: { x: 'float' },
      rows: [[1], [2], [10]],
      on: 'x',
      params: { q: 0.5, mustBeBetween: [2, 3] },
      expect: { status: 'pass', observed: 2 },
    },
    {
      title: 'per sensor',
      columns: { sensor_id: 'integer', x: 'integer' },
      rows: [
        [7, 70],
        [7, 71],
        [7, 72],
        [8, 21],
      ],
      on: 'x',
      params: { q: 0.5, per: ['sensor_id'], mustBeLessOrEqualTo: 30 },
      expect: { status: 'fail', observed: 71, says: 'sensor 7: median 71' },
    },
    {
      title: 'no values',
      columns: { x: 'float' },
      rows: [],
      on: 'x',
      params: { q: 0.9, mustBe: 1 },
      expect: { status: 'unknown' },
    },
  ],
});
