import { z } from 'zod';
import { interval, orderKinds } from '../metrics/in-order.ts';
import { and, arithmetic, call, compare, type Expr, number } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { perOf } from './compared-number.ts';
import { lengthText, positiveDuration } from './duration.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const params = z.strictObject({
  cadence: positiveDuration,
  /** How far an interval may be from the cadence. */
  tolerance: positiveDuration,
  /** Longer than factor times the cadence is a gap, which another rule judges. */
  factor: z.number().min(1).default(1.5),
  per: perParam,
});
type JitterParams = z.infer<typeof params>;

const away = (
  { cadence, per }: JitterParams,
  context: CheckContext,
): { readonly length: Expr; readonly off: Expr } => {
  const { name, kind } = context.subject;
  const length = interval({ order: name, per: perOf(per, context) }, kind);
  return { length, off: call('abs', arithmetic(length, '-', number(cadence))) };
};

const condition = (params: JitterParams, context: CheckContext): Expr => {
  const { length, off } = away(params, context);
  return and(
    compare(length, '>', number(0)),
    compare(length, '<=', number(params.cadence * params.factor)),
    compare(off, '>', number(params.tolerance)),
  );
};

const noun = ({ cadence, tolerance }: JitterParams, { subject: { kind } }: CheckContext): Noun =>
  nounOf('interval', `off by more than ${lengthText(tolerance, kind)} from ${lengthText(cadence, kind)}`);

export const jitter = defineCheck<JitterParams>({
  id: 'jitter',
  summary: 'The time between readings is steady.',
  why: 'Spectra, derivatives and lag features assume even steps. A loaded controller or a radio with retries stretches some, and the frequencies that come out are not those of the machine.',
  dimension: 'timeliness',
  on: 'property',
  accepts: orderKinds,
  params,
  expected: (params, context) => toleranceText(toleranceOf(context), noun(params, context)),
  rungs: (params, context) => {
    const { name, kind } = context.subject;
    return placedExceptions(
      {
        condition: condition(params, context),
        noun: noun(params, context),
        per: perOf(params.per, context),
        order: name,
        worst: {
          value: away(params, context).off,
          text: (largest) => `at most ${lengthText(largest, kind)} off`,
        },
      },
      context,
    );
  },
  examples: [
    {
      title: 'one interval is short; a gap and a repeated time are the business of other rules',
      columns: { at: 'timestamp' },
      rows: ['00', '05', '09', '14', '14', '40'].map((second) => [
        { type: 'timestamp', value: `2024-05-09T08:00:${second}` },
      ]),
      on: 'at',
      params: { cadence: '5 s', tolerance: '500 ms' },
      expect: {
        status: 'fail',
        count: 1,
        says: '1 interval off by more than 500 ms from 5 s of 6 (17 %), 2024-05-09 08:00:09; at most 1 s off',
      },
    },
    {
      title: 'steady',
      columns: { t: 'float' },
      rows: [[0], [1.01], [1.99]],
      on: 't',
      params: { cadence: 1, tolerance: 0.1 },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
