import { z } from 'zod';
import { type Column, numericKinds } from '../domain/column.ts';
import { arithmetic, call, column, compare, type Expr, not, number, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck, RuleUnknown } from './check.ts';
import { perOf } from './compared-number.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { type Noun, nounOf, valueText } from './words.ts';

const params = z.strictObject({
  parts: z.array(z.string()).min(1),
  /** How far the sum may be from the whole. */
  tolerance: z.number().nonnegative().default(0),
  per: perParam,
});
type SumOfParams = z.infer<typeof params>;

/** Of whole numbers, as wide as their sums; engines stop at a sum that does not fit the columns. */
const term = ({ name, kind, sqlType }: Column): Expr => {
  if (!numericKinds.includes(kind)) throw new RuleUnknown(`${name} is ${sqlType}, no number`);
  return kind === 'integer' ? call('exactInteger', column(name)) : column(name);
};

const partsOf = ({ parts }: SumOfParams, context: CheckContext): readonly Column[] =>
  parts.map((name) => context.column(name));

const sumOfTerms = (terms: readonly Expr[]): Expr => {
  const [first, ...rest] = terms;
  return rest.reduce((total, each) => arithmetic(total, '+', each), first ?? number(0));
};

const difference = (params: SumOfParams, context: CheckContext): Expr =>
  call(
    'abs',
    arithmetic(term(context.subject), '-', sumOfTerms(partsOf(params, context).map((part) => term(part)))),
  );

/** Rounding of n doubles and of their sum is below n·ε·Σ|x| (Higham 2002, "Accuracy and Stability of Numerical Algorithms", 4.2). */
const rounding = (params: SumOfParams, context: CheckContext): Expr | undefined => {
  const columns = [context.subject, ...partsOf(params, context)];
  if (columns.every(({ kind }) => kind !== 'float')) return undefined;
  const sizes = columns.map(({ name }) => call('abs', call('toDouble', column(name))));
  return arithmetic(sumOfTerms(sizes), '*', number(columns.length * Number.EPSILON));
};

const condition = (params: SumOfParams, context: CheckContext): Expr => {
  const slack = rounding(params, context);
  const [off, limit] = [difference(params, context), number(params.tolerance)];
  if (slack === undefined) return compare(off, '>', limit);
  return or(compare(off, '>', arithmetic(limit, '+', slack)), not(call('isFinite', off)));
};

const noun = ({ parts, tolerance }: SumOfParams): Noun =>
  nounOf('row', `in which ${parts.join(' + ')} is off by more than ${valueText(tolerance)}`);

export const sumOf = defineCheck<SumOfParams>({
  id: 'sumOf',
  summary: 'A total is the sum of its parts, within a tolerance; rows with a NULL among them are not judged.',
  why: 'Three phases make the total, inflow minus losses makes the outflow. Where the balance does not close, one meter is wrong, swapped or missing.',
  dimension: 'consistency',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: (params, context) => toleranceText(toleranceOf(context), noun(params)),
  rungs: (params, context) =>
    placedExceptions(
      {
        condition: condition(params, context),
        noun: noun(params),
        per: perOf(params.per, context),
        worst: { value: difference(params, context), text: (largest) => `at most ${valueText(largest)} off` },
      },
      context,
    ),
  failing: condition,
  examples: [
    {
      title: 'three phases',
      columns: { total: 'float', l1: 'float', l2: 'float', l3: 'integer' },
      rows: [
        [6, 1, 2, 3],
        [6.05, 1, 2, 3],
        [9, 1, 2, 3],
        [null, 1, 2, 3],
        [5, null, 2, 3],
      ],
      on: 'total',
      params: { parts: ['l1', 'l2', 'l3'], tolerance: 0.1 },
      expect: {
        status: 'fail',
        count: 1,
        failingRows: [2],
        says: '1 row in which l1 + l2 + l3 is off by more than 0.1 of 5 (20 %); at most 3 off',
      },
    },
    {
      title: 'the rounding of doubles is no difference; NaN makes no sum',
      columns: { total: 'float', a: 'float', b: 'float' },
      rows: [
        [0.3, 0.1, 0.2],
        [0.3, 0.1, 0.2000000001],
        [0.3, 0.1, { type: 'float', value: 'NaN' }],
      ],
      on: 'total',
      params: { parts: ['a', 'b'] },
      expect: { status: 'fail', count: 2, failingRows: [1, 2] },
    },
    {
      title: 'whole numbers whose sum their columns could not hold',
      columns: { total: 'integer', a: 'integer', b: 'integer' },
      rows: [
        [
          { type: 'bigint', value: '9223372036854775807' },
          { type: 'bigint', value: '9223372036854775807' },
          1,
        ],
        [3, 1, 2],
      ],
      on: 'total',
      params: { parts: ['a', 'b'] },
      expect: { status: 'fail', count: 1, failingRows: [0] },
    },
    {
      title: 'exact to the cent',
      columns: { total: 'decimal', a: 'decimal', b: 'decimal' },
      rows: [[0.3, 0.1, 0.2]],
      on: 'total',
      params: { parts: ['a', 'b'] },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
