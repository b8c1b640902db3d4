import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { after, before, type InOrder, known, placed } from '../metrics/in-order.ts';
import { finite, meanOver, medianOver } from '../metrics/robust-windows.ts';
import { and, arithmetic, call, compare, type Expr, number, when } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { perOf } from './compared-number.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { sequenceKeys, sequenceOf, sequencesOf } from './sequence.ts';
import { nounOf, valueText } from './words.ts';

const params = z.strictObject({
  /** Robust z from which a value is a spike; in 10,000 values of a normal distribution, 8 finds none in practice. */
  threshold: z.number().positive().default(8),
  /** Far from the median of the group, or from the readings around it. */
  from: z.enum(['group', 'neighbours']).default('group'),
  /** A value no further away than this is no spike, however calm its group: the resolution of the sensor. */
  tolerance: z.number().nonnegative().default(0),
  ...sequenceKeys,
});
type SpikeParams = z.infer<typeof params>;

/** Mean of the middle two of the two readings before and the two after: their median, which one spike among them does not move. */
const aroundMedian = (value: Expr, sequence: InOrder): Expr => {
  const previous = before(value, sequence);
  const next = after(value, sequence);
  const around = [before(previous, sequence), previous, next, after(next, sequence)];
  const [first, ...rest] = around;
  const total = rest.reduce((sum, each) => arithmetic(sum, '+', each), first ?? value);
  const extremes = arithmetic(call('least', ...around), '+', call('greatest', ...around));
  return arithmetic(arithmetic(total, '-', extremes), '/', number(2));
};

const consistency = 0.6745;
const meanConsistency = 1.2533;

const deviation = (params: SpikeParams, context: CheckContext): Expr => {
  const value = finite(context.subject.name);
  if (params.from === 'group') return arithmetic(value, '-', medianOver(value, perOf(params.per, context)));
  const { ordered } = sequencesOf(params, context);
  const sequence = { ...ordered, among: known(context.subject) };
  return arithmetic(value, '-', aroundMedian(when(placed(sequence), value), sequence));
};

const distance = (params: SpikeParams, context: CheckContext): Expr =>
  call('abs', deviation(params, context));

/** |deviation| over MAD / 0.6745; where the MAD is 0, over 1.2533 times the mean of |deviation|. */
const robustZ = (params: SpikeParams, context: CheckContext): Expr => {
  const per = perOf(params.per, context);
  const away = distance(params, context);
  const mad = medianOver(away, per);
  const scale = when(
    compare(mad, '>', number(0)),
    arithmetic(mad, '/', number(consistency)),
    arithmetic(meanOver(away, per), '*', number(meanConsistency)),
  );
  return arithmetic(away, '/', scale);
};

const condition = (params: SpikeParams, context: CheckContext): Expr => {
  const isFar = compare(robustZ(params, context), '>', number(params.threshold));
  return params.tolerance === 0
    ? isFar
    : and(isFar, compare(distance(params, context), '>', number(params.tolerance)));
};

const zText = ({ threshold, tolerance }: SpikeParams): string =>
  `with a robust z above ${valueText(threshold)}${tolerance > 0 ? ` and more than ${valueText(tolerance)}` : ''}`;

/**
 * Modified z-scores of Iglewicz and Hoaglin 1993, "How to Detect and Handle Outliers": 0.6745·|x − median| / MAD, and where more than
 * half of the deviations are 0, |x − median| / (1.2533·mean absolute deviation).
 */
export const spike = defineCheck<SpikeParams>({
  id: 'spike',
  summary:
    'No value stands far out from its group, or from the readings around it, by robust z (median and MAD).',
  why: 'A burst of interference or a dropped bit is inside the range and gone after one reading, yet it owns the maximum, the mean of the hour and the loss of the model.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: (params, context) => {
    const from = params.from === 'group' ? 'their group' : 'the readings around them';
    return toleranceText(
      toleranceOf(context),
      nounOf('value', `${zText(params)} from the median of ${from}`),
    );
  },
  rungs: (params, context) => {
    const per = perOf(params.per, context);
    const isLocal = params.from === 'neighbours' || params.order !== undefined;
    return placedExceptions(
      {
        condition: condition(params, context),
        noun: nounOf('value', zText(params)),
        per,
        order: isLocal ? sequenceOf(params, context).order.name : undefined,
        worst: {
          value: robustZ(params, context),
          text: (largest) => `largest z ${valueText(Math.round(largest * 10) / 10)}`,
        },
      },
      context,
    );
  },
  failing: condition,
  examples: [
    {
      title: 'one value far from its sensor’s median, though another sensor has such values all the time',
      columns: { sensor_id: 'integer', temp: 'float' },
      rows: [
        ...[20, 21, 22, 21, 20, 90].map((temp) => [7, temp]),
        ...[90, 91, 89, 90].map((temp) => [8, temp]),
        [7, null],
      ],
      on: 'temp',
      params: { per: 'sensor_id' },
      expect: {
        status: 'fail',
        count: 1,
        failingRows: [5],
        says: '1 value with a robust z above 8 of 11 (9.1 %): sensor 7; largest z 46.5',
      },
    },
    {
      title: 'a slow rise is no spike among its neighbours, a single reading is',
      columns: { t: 'integer', temp: 'float' },
      rows: [...[10, 12, 13, 15, 16, 18, 60, 21, 22, 24, 25, 27].map((temp, t) => [t, temp])],
      on: 'temp',
      params: { from: 'neighbours', order: 't', threshold: 20 },
      expect: { status: 'fail', count: 1, failingRows: [6], says: ', 6; largest z' },
    },
    {
      title: 'where most values are equal, the mean deviation is the scale',
      columns: { x: 'integer' },
      rows: [[5], [5], [5], [5], [5], [5], [5], [5], [5], [5], [5], [6]],
      on: 'x',
      params: { threshold: 8 },
      expect: { status: 'fail', count: 1, failingRows: [11] },
    },
    {
      title: 'one step of the sensor’s resolution is no spike, though most values are equal',
      columns: { x: 'float' },
      rows: [...Array.from({ length: 30 }, () => [5]), [5.1], [9]],
      on: 'x',
      params: { tolerance: 0.15 },
      expect: { status: 'fail', count: 1, failingRows: [31] },
    },
    {
      title: 'neighbours are the last known readings, and a row without a time has none',
      columns: { t: 'integer', x: 'float' },
      rows: [
        ...[10, 12, 13, null, 15, null, 60, 18, null, 21, 22, 24].map((x, t) => [t, x]),
        [null, 900],
        [null, 10],
      ],
      on: 'x',
      params: { from: 'neighbours', order: 't', threshold: 12 },
      expect: { status: 'fail', count: 1, failingRows: [6] },
    },
    {
      title: 'all equal',
      columns: { x: 'integer' },
      rows: [[5], [5]],
      on: 'x',
      params: {},
      expect: { status: 'pass', count: 0, failingRows: [] },
    },
    {
      title: 'NaN and infinities are the business of another rule',
      columns: { x: 'float' },
      rows: [[5], [6], [{ type: 'float', value: 'NaN' }], [{ type: 'float', value: 'Infinity' }]],
      on: 'x',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
  ],
});
