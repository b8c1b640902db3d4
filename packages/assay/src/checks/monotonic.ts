import { z } from 'zod';
import { before, type InOrder, placed, sumSoFar } from '../metrics/in-order.ts';
import { orderedKinds } from '../metrics/ordered-kinds.ts';
import { and, column, compare, type Expr, number, when } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { sequenceKeys, sequencesOf } from './sequence.ts';
import { failsInSequence, type SequenceRule, sequenceRungs } from './sequence-rungs.ts';
import { countText, type Noun, nounOf } from './words.ts';

const params = z.strictObject({
  direction: z.enum(['increasing', 'decreasing']).default('increasing'),
  /** Equal neighbours are a violation too. */
  strict: z.boolean().default(false),
  /** So many steps in the wrong direction are allowed in each group: a meter that was changed, a counter that rolled over. */
  resets: z.int().nonnegative().default(0),
  ...sequenceKeys,
});
type MonotonicParams = z.infer<typeof params>;

const breaks = ({ direction, strict }: MonotonicParams, name: string, sequence: InOrder): Expr => {
  const op = direction === 'increasing' ? (strict ? '<=' : '<') : strict ? '>=' : '>';
  return and(placed(sequence), compare(column(name), op, before(column(name), sequence)));
};

/** A step in the wrong direction, beyond those that are allowed. */
const condition = (params: MonotonicParams, name: string, sequence: InOrder): Expr => {
  const wrong = breaks(params, name, sequence);
  if (params.resets === 0) return wrong;
  return and(
    wrong,
    compare(sumSoFar(when(wrong, number(1), number(0)), sequence), '>', number(params.resets)),
  );
};

const stepText = ({ direction, strict }: MonotonicParams): string =>
  direction === 'increasing' ? (strict ? 'fall or stay' : 'fall') : strict ? 'rise or stay' : 'rise';

const noun = (params: MonotonicParams): Noun => {
  const steps = stepText(params);
  const beyond = params.resets > 0 ? `beyond the ${countText(params.resets)} allowed` : '';
  const falls = steps.replace(/\b(fall|rise|stay)\b/g, '$1s');
  return nounOf(`reading that ${falls}`, beyond, `readings that ${steps}`);
};

const ruleOf = (params: MonotonicParams, { subject }: CheckContext): SequenceRule => ({
  condition: (sequence) => condition(params, subject.name, sequence),
  suspects: (sequence) => breaks(params, subject.name, sequence),
  skipsMissing: true,
  noun: noun(params),
});

export const monotonic = defineCheck<MonotonicParams>({
  id: 'monotonic',
  summary: 'A counter only counts up (or down), apart from a stated number of resets.',
  why: 'Energy meters, cycle counters and totals never run back. A fall is a swapped meter, a lost backup or rows in the wrong order, and a difference over it is a huge wrong consumption.',
  dimension: 'consistency',
  on: 'property',
  accepts: orderedKinds,
  params,
  expected: (params, context) => toleranceText(toleranceOf(context), noun(params)),
  rungs: (params, context) => sequenceRungs(ruleOf(params, context), sequencesOf(params, context), context),
  failing: (params, context) =>
    failsInSequence(ruleOf(params, context), sequencesOf(params, context), context),
  examples: [
    {
      title: 'a meter that runs back',
      columns: { meter_id: 'text', t: 'integer', kwh: 'decimal' },
      rows: [
        ['a', 1, 10],
        ['a', 2, 12],
        ['a', 3, 3],
        ['b', 1, 5],
        ['b', 2, 5],
      ],
      on: 'kwh',
      params: { order: 't', per: 'meter_id' },
      expect: {
        status: 'fail',
        count: 1,
        failingRows: [2],
        says: '1 reading that falls of 5 (20 %): meter a, 3',
      },
    },
    {
      title: 'one reset of each meter is allowed, the second is not',
      columns: { t: 'integer', cycles: 'integer' },
      rows: [
        [1, 8],
        [2, 0],
        [3, 5],
        [4, 1],
      ],
      on: 'cycles',
      params: { order: 't', resets: 1 },
      expect: { status: 'fail', count: 1, failingRows: [3] },
    },
    {
      title: 'a missing reading, NULL or NaN, hides no fall and is none',
      columns: { t: 'integer', kwh: 'float' },
      rows: [
        [1, 100],
        [2, null],
        [3, 3],
        [4, { type: 'float', value: 'NaN' }],
        [5, 4],
      ],
      on: 'kwh',
      params: { order: 't' },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
    {
      title: 'strictly decreasing',
      columns: { t: 'integer', level: 'float' },
      rows: [
        [1, 9],
        [2, 8],
        [3, 8],
      ],
      on: 'level',
      params: { order: 't', direction: 'decreasing', strict: true },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
    {
      title: 'up, or level',
      columns: { t: 'integer', n: 'integer' },
      rows: [
        [2, 1],
        [1, 1],
        [null, 0],
        [3, null],
      ],
      on: 'n',
      params: { order: 't' },
      expect: { status: 'pass', count: 0, failingRows: [] },
    },
  ],
});
