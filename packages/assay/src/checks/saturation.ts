import { z } from 'zod';
import { numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { extent } from '../metrics/extent.ts';
import { ask } from '../metrics/request.ts';
import { and, call, column, compare, type Expr, not, number, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { perOf } from './compared-number.ts';
import { provesNone, toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { type Noun, nounOf, valueText } from './words.ts';

const params = z
  .strictObject({
    /** The least and the greatest value the sensor can send. */
    low: z.number().optional(),
    high: z.number().optional(),
    per: perParam,
  })
  .refine(({ low, high }) => low !== undefined || high !== undefined, 'low or high is needed');
type SaturationParams = z.infer<typeof params>;

const isPinned = ({ low, high }: SaturationParams, { subject }: CheckContext): Expr => {
  const value = column(subject.name);
  const pinned = or(
    ...(low === undefined ? [] : [compare(value, '<=', number(low))]),
    ...(high === undefined ? [] : [compare(value, '>=', number(high))]),
  );
  return subject.kind === 'float' ? and(pinned, not(call('isNaN', value))) : pinned;
};

const limits = ({ low, high }: SaturationParams): string =>
  [low, high].flatMap((limit) => (limit === undefined ? [] : [valueText(limit)])).join(' or ');

const noun = (params: SaturationParams): Noun => nounOf('value', `pinned at ${limits(params)}`);

export const saturation = defineCheck<SaturationParams>({
  id: 'saturation',
  summary: 'Few values, or none, are pinned at the limits of the sensor.',
  why: 'A 4–20 mA transmitter that shows exactly 20 mA shows “20 or more”: the truth is cut off, and means and maxima of that time are too small.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: (params, context) => toleranceText(toleranceOf(context), noun(params)),
  rungs: (params, context) => {
    const { low = -Infinity, high = Infinity } = params;
    return [
      ...(context.subject.kind === 'float'
        ? []
        : [
            provesNone(
              { extent: ask(extent, { column: context.subject.name }) },
              toleranceOf(context),
              noun(params),
              ({ extent: { min, max } }) => {
                const [least, most] = [numberOf(min), numberOf(max)];
                return (
                  min === null || (least !== undefined && most !== undefined && least > low && most < high)
                );
              },
            ),
          ]),
      ...placedExceptions(
        { condition: isPinned(params, context), noun: noun(params), per: perOf(params.per, context) },
        context,
      ),
    ];
  },
  failing: isPinned,
  examples: [
    {
      title: 'at 20 mA, and at 4',
      columns: { sensor_id: 'integer', current: 'float' },
      rows: [
        [7, 20],
        [7, 20],
        [7, 12],
        [8, 12],
        [8, 4],
        [8, null],
      ],
      on: 'current',
      params: { low: 4, high: 20, per: 'sensor_id' },
      expect: {
        status: 'fail',
        count: 3,
        failingRows: [0, 1, 4],
        says: '3 values pinned at 4 or 20 of 6 (50 %): sensor 7 (2 rows), sensor 8 (1 row)',
      },
    },
    {
      title: 'a share may be allowed',
      columns: { x: 'integer' },
      rows: [[100], [99], [98], [97]],
      on: 'x',
      params: { high: 100, mustBeLessOrEqualTo: 25, unit: 'percent' },
      expect: { status: 'pass', observed: 25 },
    },
    {
      title: 'NaN is pinned at no limit',
      columns: { x: 'float' },
      rows: [[19], [{ type: 'float', value: 'NaN' }], [{ type: 'float', value: 'Infinity' }]],
      on: 'x',
      params: { low: 4, high: 20 },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
    {
      title: 'never',
      columns: { x: 'integer' },
      rows: [[50]],
      on: 'x',
      params: { low: 0, high: 100 },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
