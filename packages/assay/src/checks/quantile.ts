import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { quantileExact } from '../metrics/quantile-exact.ts';
import { defineCheck } from './check.ts';
import { comparesNumber, comparisonOf, demandText, perOf } from './compared-number.ts';
import { perParam } from './groups.ts';
import { provesQuantile } from './proven-quantile.ts';

const params = z.strictObject({ q: z.number().min(0).max(1), per: perParam });
type QuantileParams = z.infer<typeof params>;

const nameOf = (q: number): string => (q === 0.5 ? 'median' : `${q} quantile`);

export const quantile = defineCheck<QuantileParams>({
  id: 'quantile',
  summary: 'A quantile of a column, or of each group of rows, is as agreed; q: 0.5 is the median.',
  why: 'The median tells a shifted process from a few wild readings, the 0.99 quantile tells peaks; a mean mixes both.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: ({ q, per }, context) => demandText(nameOf(q), per, context),
  rungs: (params, context) => {
    const { q, per } = params;
    const comparison = comparisonOf(context, 'quantile');
    const number = { noun: nameOf(q), per: perOf(per, context), without: 'no values' };
    return [
      ...provesQuantile(q, context, comparison, number),
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
