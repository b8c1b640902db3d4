import { z } from 'zod';
import { taggedSchema } from '../domain/cell.ts';
import { orderedKinds } from '../metrics/ordered-kinds.ts';
import { boundsText, outsideBounds, provesBounds } from './bounds.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { namedExceptions } from './named-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const bound = z.union([z.number(), z.string(), taggedSchema]);
const params = z
  .strictObject({
    minimum: bound.optional(),
    maximum: bound.optional(),
    exclusiveMinimum: bound.optional(),
    exclusiveMaximum: bound.optional(),
  })
  .refine(
    (given) => Object.values(given).some((one) => one !== undefined),
    'at least one of minimum, maximum, exclusiveMinimum, exclusiveMaximum',
  );
type RangeParams = z.infer<typeof params>;

const noun = (range: RangeParams, context: CheckContext): Noun => nounOf('value', boundsText(range, context));

export const range = defineCheck<RangeParams>({
  id: 'range',
  summary: 'Every value lies between two bounds.',
  why: 'A value that cannot be (a temperature of 900 °C, a negative weight) is a broken sensor, a changed unit or a wrong join, and a model extrapolates from it without a word.',
  dimension: 'accuracy',
  on: 'property',
  accepts: orderedKinds,
  params,
  odcs: {
    'options.minimum': ({ minimum }) => ({ minimum }),
    'options.maximum': ({ maximum }) => ({ maximum }),
    'options.exclusiveMinimum': ({ exclusiveMinimum }) => ({ exclusiveMinimum }),
    'options.exclusiveMaximum': ({ exclusiveMaximum }) => ({ exclusiveMaximum }),
  },
  expected: (range, context) => toleranceText(toleranceOf(context), noun(range, context)),
  rungs: (range, context) => [
    provesBounds(range, context, noun(range, context)),
    ...namedExceptions({ condition: outsideBounds(range, context), noun: noun(range, context) }, context),
  ],
  failing: (range, context) => outsideBounds(range, context),
  examples: [
    {
      title: 'bounds are included, NULL is no violation',
      columns: { temp: 'float' },
      rows: [[4], [31], [null], [70.3]],
      on: 'temp',
      params: { minimum: 4, maximum: 31 },
      expect: { status: 'fail', count: 1, failingRows: [3], says: 'above 31' },
    },
    {
      title: 'NaN lies inside no range',
      columns: { temp: 'float' },
      rows: [[5], [{ type: 'float', value: 'NaN' }]],
      on: 'temp',
      params: { minimum: 4 },
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    {
      title: 'dates too',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2020-01-01' }], [{ type: 'date', value: '2024-02-29' }]],
      on: 'day',
      params: { minimum: '2020-01-01' },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'whole numbers beyond 2^53 compare exactly',
      columns: { n: 'integer' },
      rows: [
        [{ type: 'bigint', value: '9007199254740993' }],
        [{ type: 'bigint', value: '9007199254740992' }],
      ],
      on: 'n',
      params: { exclusiveMinimum: { type: 'bigint', value: '9007199254740992' } },
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    {
      title: 'decimals compare by their digits',
      columns: { price: 'decimal' },
      rows: [[{ type: 'decimal', value: '0.1' }], [{ type: 'decimal', value: '0.1000000001' }]],
      on: 'price',
      params: { maximum: 0.1 },
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    {
      title: 'a bound with a zone meets values without one on the clock of the default zone, UTC',
      columns: { at: 'timestamp' },
      rows: [
        [{ type: 'timestamp', value: '2024-06-01T09:59:59' }],
        [{ type: 'timestamp', value: '2024-06-01T10:00:00' }],
      ],
      on: 'at',
      params: { minimum: '2024-06-01T12:00:00+02:00' },
      expect: { status: 'fail', count: 1, failingRows: [0] },
    },
    {
      title: 'a word is no bound of a number',
      columns: { n: 'integer' },
      rows: [[1]],
      on: 'n',
      params: { minimum: 'low' },
      expect: { status: 'unknown', says: 'cannot be a bound' },
    },
  ],
});
