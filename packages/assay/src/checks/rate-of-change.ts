import { z } from 'zod';
import { type Column, numericKinds, temporalKinds } from '../domain/column.ts';
import { before, type InOrder, interval, placed } from '../metrics/in-order.ts';
import { and, arithmetic, call, column, compare, type Expr, number, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { type Sequences, sequenceKeys, sequenceOf, sequencesOf } from './sequence.ts';
import { failsInSequence, type SequenceRule, sequenceRungs } from './sequence-rungs.ts';
import { type Noun, nounOf, valueText } from './words.ts';

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

const isTooFast =
  ({ maxStep, maxPerSecond }: RateParams, name: string, order: Column) =>
  (sequence: InOrder): Expr => {
    const away = step(name, sequence);
    const time = interval(sequence, order.kind);
    const isFast = (limit: number): Expr =>
      and(compare(time, '>', number(0)), compare(away, '>', arithmetic(number(limit), '*', time)));
    return and(
      placed(sequence),
      or(
        ...(maxStep === undefined ? [] : [compare(away, '>', number(maxStep))]),
        ...(maxPerSecond === undefined ? [] : [isFast(maxPerSecond)]),
      ),
      call('isFinite', away),
    );
  };

const limitText = ({ maxStep, maxPerSecond }: RateParams, order: Column): string =>
  [
    ...(maxStep === undefined ? [] : [valueText(maxStep)]),
    ...(maxPerSecond === undefined
      ? []
      : [`${valueText(maxPerSecond)} per ${temporalKinds.includes(order.kind) ? 'second' : order.name}`]),
  ].join(' or ');

const noun = (params: RateParams, order: Column): Noun =>
  nounOf('step', `of more than ${limitText(params, order)}`);

const ruleOf = (params: RateParams, { order }: Sequences, { subject }: CheckContext): SequenceRule => ({
  condition: isTooFast(params, subject.name, order),
  skipsMissing: true,
  noun: noun(params, order),
  worst: {
    value: (sequence) => step(subject.name, sequence),
    text: (largest) => `largest step ${valueText(largest)}`,
  },
});

export const rateOfChange = defineCheck<RateParams>({
  id: 'rateOfChange',
  summary: 'No value changes faster from one reading to the next than the process can.',
  why: 'A furnace does not cool by 40 degrees in a second; a loose contact, a swapped channel or a reset does. Physics gives the limit, no training data are needed.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: (params, context) =>
    toleranceText(toleranceOf(context), noun(params, sequenceOf(params, context).order)),
  rungs: (params, context) => {
    const sequences = sequencesOf(params, context);
    return sequenceRungs(ruleOf(params, sequences, context), sequences, context);
  },
  failing: (params, context) => {
    const sequences = sequencesOf(params, context);
    return failsInSequence(ruleOf(params, sequences, context), sequences, context);
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
      title: 'a missing reading hides no jump: the last known one is its neighbour',
      columns: { t: 'integer', temp: 'integer' },
      rows: [
        [1, 20],
        [2, null],
        [3, 90],
        [4, null],
        [5, 91],
      ],
      on: 'temp',
      params: { maxStep: 5, order: 't' },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
    {
      title: 'a row without a time follows no other',
      columns: { t: 'integer', temp: 'float' },
      rows: [
        [1, 20],
        [null, 90],
        [2, 21],
        [null, 5],
      ],
      on: 'temp',
      params: { maxStep: 5, order: 't' },
      expect: { status: 'pass', count: 0, failingRows: [] },
    },
  ],
});
