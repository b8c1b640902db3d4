import { z } from 'zod';
import { type Column, numericKinds, temporalKinds } from '../domain/column.ts';
import { before, type InOrder, interval, tied } from '../metrics/in-order.ts';
import { and, arithmetic, call, column, compare, type Expr, number, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { placedExceptions, provesInOrder } from './placed-exceptions.ts';
import { sequenceKeys, sequenceOf } from './sequence.ts';
import { valueText } from './words.ts';

const params = z
  .strictObject({
    maxStep: z.number().positive().optional(),
    maxPerSecond: z.number().positive().optional(),
    ...sequenceKeys,
  })
  .refine(
    ({ maxStep, maxPerSecond }) => maxStep !== undefined || maxPerSecond !== undefined,
    'maxStep or maxPerSecond is needed',
  );
type RateParams = z.infer<typeof params>;

const step = (name: string, sequence: InOrder): Expr => {
  const value = call('toDouble', column(name));
  return call('abs', arithmetic(value, '-', call('toDouble', before(column(name), sequence))));
};

const isTooFast = (
  { maxStep, maxPerSecond }: RateParams,
  name: string,
  sequence: InOrder,
  order: Column,
): Expr => {
  const away = step(name, sequence);
  const time = interval(sequence, order.kind);
  return and(
    or(
      ...(maxStep === undefined ? [] : [compare(away, '>', number(maxStep))]),
      ...(maxPerSecond === undefined
        ? []
        : [
            and(
              compare(time, '>', number(0)),
              compare(away, '>', arithmetic(number(maxPerSecond), '*', time)),
            ),
          ]),
    ),
    call('isFinite', away),
  );
};

const sequencesOf = (params: RateParams, context: CheckContext) => {
  const { order, per } = sequenceOf(params, context);
  const { name } = context.subject;
  return {
    name,
    order,
    per,
    shared: { order: order.name, per },
    ordered: { order: order.name, per, tieBreak: name },
  };
};

const limitText = ({ maxStep, maxPerSecond }: RateParams, order: Column): string =>
  [
    ...(maxStep === undefined ? [] : [valueText(maxStep)]),
    ...(maxPerSecond === undefined
      ? []
      : [`${valueText(maxPerSecond)} per ${temporalKinds.includes(order.kind) ? 'second' : order.name}`]),
  ].join(' or ');

export const rateOfChange = defineCheck<RateParams>({
  id: 'rateOfChange',
  summary: 'No value changes faster from one reading to the next than the process can.',
  why: 'A furnace does not cool by 40 degrees in a second; a loose contact, a swapped channel or a reset does. Physics gives the limit, no training data are needed.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: (params, context) =>
    toleranceText(
      toleranceOf(context),
      `steps of more than ${limitText(params, sequenceOf(params, context).order)}`,
    ),
  rungs: (params, context) => {
    const { name, order, per, shared, ordered } = sequencesOf(params, context);
    const noun = (count: number) =>
      `${count === 1 ? 'step' : 'steps'} of more than ${limitText(params, order)}`;
    return [
      provesInOrder(isTooFast(params, name, shared, order), tied(shared), noun(0), context),
      ...placedExceptions(
        {
          condition: isTooFast(params, name, ordered, order),
          noun,
          per,
          order: order.name,
          worst: { value: step(name, ordered), text: (largest) => `largest step ${valueText(largest)}` },
        },
        context,
      ),
    ];
  },
  failing: (params, context) => {
    const { name, order, ordered } = sequencesOf(params, context);
    return isTooFast(params, name, ordered, order);
  },
  examples: [
    {
      title: 'one jump, at the reading after it',
      columns: { sensor_id: 'integer', t: 'integer', temp: 'float' },
      rows: [
        [7, 1, 20],
        [8, 1, 90],
        [7, 2, 21],
        [8, 2, 90.5],
        [7, 3, 60],
        [8, 3, 90],
      ],
      on: 'temp',
      params: { maxStep: 5, order: 't', per: 'sensor_id' },
      expect: {
        status: 'fail',
        count: 1,
        failingRows: [4],
        says: '1 step of more than 5 of 6 (17 %): sensor 7, 3; largest step 39',
      },
    },
    {
      title: 'the same change in ten times the time is allowed; rows of equal time have no rate',
      columns: { at: 'timestamp', temp: 'float' },
      rows: [
        [{ type: 'timestamp', value: '2024-05-09T08:00:00' }, 20],
        [{ type: 'timestamp', value: '2024-05-09T08:00:10' }, 29],
        [{ type: 'timestamp', value: '2024-05-09T08:00:10' }, 20],
        [{ type: 'timestamp', value: '2024-05-09T08:00:11' }, 29.5],
      ],
      on: 'temp',
      params: { maxPerSecond: 1 },
      expect: { status: 'pass', count: 0, failingRows: [] },
    },
    {
      title: 'a missing reading is no neighbour',
      columns: { t: 'integer', temp: 'integer' },
      rows: [
        [1, 20],
        [2, null],
        [3, 90],
      ],
      on: 'temp',
      params: { maxStep: 5, order: 't' },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
