import { z } from 'zod';
import { isTagged, type Tagged, taggedSchema } from '../domain/cell.ts';
import { type Column, numericKinds } from '../domain/column.ts';
import {
  and,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
  literal,
  not,
  number,
  or,
} from '../sql/expression.ts';
import { type CheckContext, defineCheck, RuleUnknown } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { namedExceptions } from './named-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const positive = 'a step above 0 is needed';
const params = z.strictObject({
  multipleOf: z.union([
    z.number().refine((step) => step > 0, positive),
    taggedSchema.refine(({ value }) => Number(value) > 0, positive),
  ]),
});
type MultipleOfParams = z.infer<typeof params>;

/** A step as a fraction of whole numbers in lowest terms. */
interface Step {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const divisor = (left: bigint, right: bigint): bigint => (right === 0n ? left : divisor(right, left % right));

const stepText = (step: number | Tagged): string => (isTagged(step) ? step.value : String(step));

/** The fraction that the digits of a step say: 0.1 is a tenth, not the nearest double of it. */
const stepOf = (written: string): Step => {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^\+?(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const shift = BigInt(exponent) - BigInt(fraction.length);
  const digits = BigInt(whole + fraction);
  const [numerator, denominator] = shift >= 0n ? [digits * 10n ** shift, 1n] : [digits, 10n ** -shift];
  const common = divisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
};

const largestExact = 2n ** 53n;

/**
 * A double is a multiple where it is the double nearest to one: k·p/q with the step p/q and k = round(x·q/p). The division of two
 * exact whole numbers is rounded once, so equality is exact while k·p is below 2^53. Beyond, doubles lie further apart than steps.
 */
const offDouble = (value: Expr, { numerator, denominator }: Step): Expr => {
  if (numerator >= largestExact || denominator >= largestExact)
    throw new RuleUnknown('the step has more digits than a double can hold');
  const [p, q] = [number(Number(numerator)), number(Number(denominator))];
  const scaled = arithmetic(value, '*', q);
  const nearest = arithmetic(
    arithmetic(call('roundDouble', arithmetic(scaled, '/', p), number(0)), '*', p),
    '/',
    q,
  );
  const resolvable = compare(call('abs', scaled), '<', number(Number(largestExact)));
  return or(not(call('isFinite', value)), and(resolvable, compare(value, '<>', nearest)));
};

/**
 * In whole numbers where the column's scale is fixed: digits without the point, in units of the finer of both scales. DuckDB 1.5
 * makes doubles of remainders that do not fit 38 digits. A column without a fixed scale has an exact remainder.
 */
const offDecimal = (subject: Column, { numerator, denominator }: Step, written: string): Expr => {
  const fixed = /\(\s*\d+\s*,\s*(\d+)\s*\)/.exec(subject.sqlType)?.[1];
  const value = column(subject.name);
  if (fixed === undefined) {
    if (/e/i.test(written)) throw new RuleUnknown(`write the step ${written} without an exponent`);
    return compare(arithmetic(value, '%', literal({ type: 'decimal', value: written })), '<>', number(0));
  }
  const whole = (digits: bigint): Expr => literal({ type: 'bigint', value: digits.toString() });
  const unit = 10n ** BigInt(fixed);
  const common = divisor(unit * numerator, denominator);
  const [finer, step] = [denominator / common, (unit * numerator) / common];
  const digits = call('unscaled', value);
  return compare(
    arithmetic(finer === 1n ? digits : arithmetic(digits, '*', whole(finer)), '%', whole(step)),
    '<>',
    number(0),
  );
};

const isSingle = ({ sqlType }: Column): boolean => /^(float|real)$/i.test(sqlType);

const failing = ({ multipleOf: step }: MultipleOfParams, { subject }: CheckContext): Expr => {
  const value = column(subject.name);
  const { numerator, denominator } = stepOf(stepText(step));
  if (subject.kind === 'float') {
    return offDouble(isSingle(subject) ? call('toDouble', call('toText', value)) : call('toDouble', value), {
      numerator,
      denominator,
    });
  }
  if (subject.kind === 'integer') {
    return compare(
      arithmetic(call('exactInteger', value), '%', literal({ type: 'bigint', value: numerator.toString() })),
      '<>',
      number(0),
    );
  }
  return offDecimal(subject, { numerator, denominator }, stepText(step));
};

const noun = ({ multipleOf: step }: MultipleOfParams): Noun =>
  nounOf('value that is no multiple', `of ${stepText(step)}`, 'values that are no multiple');

export const multipleOf = defineCheck<MultipleOfParams>({
  id: 'multipleOf',
  summary: 'Every number is a multiple of a step.',
  why: 'A sensor of 0.1 °C or a price in cents moves in steps; a value between two steps was computed, averaged or invented on the way.',
  dimension: 'conformity',
  on: 'property',
  accepts: numericKinds,
  params,
  odcs: { 'options.multipleOf': (args) => args },
  expected: (step, context) => toleranceText(toleranceOf(context), noun(step)),
  rungs: (step, context) => namedExceptions({ condition: failing(step, context), noun: noun(step) }, context),
  failing,
  examples: [
    {
      title: 'tenths in doubles do not lie',
      columns: { temp: 'float' },
      rows: [[0.1], [0.3], [-1.7], [123456.7], [0.30000000000000004], [0.25], [null], [0]],
      on: 'temp',
      params: { multipleOf: 0.1 },
      expect: { status: 'fail', count: 2, failingRows: [4, 5] },
    },
    {
      title: 'NaN and infinity are multiples of nothing; 1e300 cannot be told apart',
      columns: { x: 'float' },
      rows: [[{ type: 'float', value: 'NaN' }], [{ type: 'float', value: '-Infinity' }], [1e300]],
      on: 'x',
      params: { multipleOf: 0.01 },
      expect: { status: 'fail', count: 2, failingRows: [0, 1] },
    },
    {
      title: 'whole numbers',
      columns: { n: 'integer' },
      rows: [[12], [-4], [null], [{ type: 'bigint', value: '9223372036854775804' }]],
      on: 'n',
      params: { multipleOf: 4 },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'whole numbers in steps of 1.5',
      columns: { n: 'integer' },
      rows: [[3], [4], [6]],
      on: 'n',
      params: { multipleOf: 1.5 },
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    {
      title: 'decimals, exactly',
      columns: { price: 'decimal' },
      rows: [
        [{ type: 'decimal', value: '19.99' }],
        [{ type: 'decimal', value: '19.995' }],
        [{ type: 'decimal', value: '-0.05' }],
      ],
      on: 'price',
      params: { multipleOf: 0.05 },
      expect: { status: 'fail', count: 2, failingRows: [0, 1] },
    },
    {
      title: 'decimals in steps that no double holds',
      columns: { price: 'decimal' },
      rows: [
        [{ type: 'decimal', value: '1.5' }],
        [{ type: 'decimal', value: '123456789012345678.9' }],
        [{ type: 'decimal', value: '-0.7' }],
        [null],
      ],
      on: 'price',
      params: { multipleOf: 0.3 },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
    {
      title: 'steps finer than the digits of the column',
      columns: { price: 'decimal' },
      rows: [[{ type: 'decimal', value: '0.0000000001' }], [{ type: 'decimal', value: '0.000000001' }]],
      on: 'price',
      params: { multipleOf: { type: 'decimal', value: '0.00000000025' } },
      expect: { status: 'fail', count: 1, failingRows: [0] },
    },
  ],
});
