import { z } from 'zod';
import { type CadenceState, cadence } from '../metrics/cadence.ts';
import { orderKinds } from '../metrics/in-order.ts';
import { longestGaps, type OneGap } from '../metrics/longest-gaps.ts';
import { ask } from '../metrics/request.ts';
import { type CheckContext, defineCheck, type Outcome, rung } from './check.ts';
import { perOf } from './compared-number.ts';
import { lengthText, positiveDuration } from './duration.ts';
import { judgeExceptions, toleranceOf, toleranceText } from './exceptions.ts';
import { askEach, groupEvidence, groupPrefix, perParam, tooManyGroups } from './groups.ts';
import { needsOf, valueIn } from './needs.ts';
import { countText, nounOf, plural, spanText } from './words.ts';

const params = z.strictObject({
  cadence: positiveDuration,
  factor: z.number().min(1).default(1.5),
  per: perParam,
});
type GapParams = z.infer<typeof params>;

const shownGaps = 10;
const noun = nounOf('missing reading');

const whereText = (
  worst: readonly OneGap[],
  gaps: number,
  per: readonly string[],
  { subject }: CheckContext,
): string => {
  const [longest] = worst;
  if (longest === undefined) return '';
  const span = `${lengthText(longest.length, subject.kind)} without a reading, ${spanText(longest.from, longest.to)}`;
  return `${groupPrefix(per, longest.key)}${span}${gaps > 1 ? `; the longest of ${countText(gaps)} gaps` : ''}`;
};

interface Totals {
  readonly gaps: number;
  readonly missing: number;
  readonly rows: number;
  /** Undefined where no two readings follow each other. */
  readonly longest: number | undefined;
}

const totalOf = (states: readonly CadenceState[]): Totals => {
  const sum = (name: 'gaps' | 'missing' | 'rows'): number =>
    states.reduce((all, state) => all + state[name], 0);
  const longest = states
    .flatMap((state) => (state.longest === null ? [] : [state.longest]))
    .reduce<number | undefined>((most = 0, each) => Math.max(most, each), undefined);
  return { gaps: sum('gaps'), missing: sum('missing'), rows: sum('rows'), longest };
};

const judgeMissing = (
  { missing, rows, gaps, longest }: Totals,
  { cadence: every }: GapParams,
  context: CheckContext,
): Outcome => {
  const { kind } = context.subject;
  const outcome = judgeExceptions(missing, rows + missing, toleranceOf(context), noun);
  if (gaps > 0) return outcome;
  const message =
    longest === undefined
      ? 'no gap: no two readings follow each other'
      : `no gap: longest interval ${lengthText(longest, kind)}, expected ${lengthText(every, kind)}`;
  return { ...outcome, message };
};

const withPlaces = (
  outcome: Outcome,
  total: Totals,
  worst: readonly OneGap[],
  per: readonly string[],
  context: CheckContext,
): Outcome => {
  if (total.gaps === 0) return outcome;
  const missing = `${plural(total.missing, 'reading')} missing of ${countText(total.rows + total.missing)}`;
  return {
    ...outcome,
    message: `${whereText(worst, total.gaps, per, context)}; ${missing}`,
    evidence: { gaps: worst.map(({ key, ...rest }) => ({ ...groupEvidence(per, key), ...rest })) },
  };
};

export const gap = defineCheck<GapParams>({
  id: 'gap',
  summary: 'Readings arrive at the expected cadence, none is missing.',
  why: 'A gateway that was down leaves a hole; resampling and lag features fill it with invented values, and the model sees a calm plant during the very outage.',
  dimension: 'coverage',
  on: 'property',
  accepts: orderKinds,
  params,
  expected: ({ cadence: every, factor }, context) =>
    `${toleranceText(toleranceOf(context), noun)} at one every ${lengthText(every, context.subject.kind)} (a gap is longer than ${lengthText(every * factor, context.subject.kind)})`,
  rungs: (params, context) => {
    const { cadence: every, factor } = params;
    const sequence = { order: context.subject.name, per: perOf(params.per, context) };
    const states = askEach(cadence, { column: context.subject.name, every, factor }, sequence.per);
    const worst = ask(longestGaps, { sequence, every, factor, limit: shownGaps });
    return [
      rung('cheap', needsOf(states.request), (values) => {
        const { groups, truncated } = states.in(values);
        const outcome = judgeMissing(totalOf(groups.map(({ value }) => value)), params, context);
        return !truncated && outcome.status === 'pass' ? outcome : undefined;
      }),
      rung('exact', needsOf(states.request, worst), (values) => {
        const found = states.in(values);
        if (found.truncated) return tooManyGroups(found, sequence.per);
        const total = totalOf(found.groups.map(({ value }) => value));
        return withPlaces(
          judgeMissing(total, params, context),
          total,
          valueIn(values, worst) ?? [],
          sequence.per,
          context,
        );
      }),
    ];
  },
  examples: [
    {
      title: 'sensor 7 is silent for two readings',
      columns: { sensor_id: 'integer', at: 'timestamp' },
      rows: [
        [7, { type: 'timestamp', value: '2024-05-09T08:00:00' }],
        [8, { type: 'timestamp', value: '2024-05-09T08:00:00' }],
        [7, { type: 'timestamp', value: '2024-05-09T08:00:05' }],
        [8, { type: 'timestamp', value: '2024-05-09T08:00:05' }],
        [7, { type: 'timestamp', value: '2024-05-09T08:00:20' }],
        [8, { type: 'timestamp', value: '2024-05-09T08:00:10' }],
      ],
      on: 'at',
      params: { cadence: '5 s', per: 'sensor_id' },
      expect: {
        status: 'fail',
        count: 2,
        says: 'sensor 7: 15 s without a reading, 2024-05-09 08:00:05 to 08:00:20; 2 readings missing of 8',
      },
    },
    {
      title: 'a late reading within one and a half intervals is no gap, nor is a row without a time',
      columns: { at: 'timestamp' },
      rows: [
        [{ type: 'timestamp', value: '2024-05-09T08:00:00' }],
        [{ type: 'timestamp', value: '2024-05-09T08:00:07' }],
        [null],
        [{ type: 'timestamp', value: '2024-05-09T08:00:10' }],
      ],
      on: 'at',
      params: { cadence: '5 s' },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'a counter has a cadence too; a share of missing readings may be allowed',
      columns: { reading: 'integer' },
      rows: [[1], [2], [5], [6], [7], [8], [9], [10]],
      on: 'reading',
      params: { cadence: 1, mustBeLessOrEqualTo: 20, unit: 'percent' },
      expect: { status: 'pass', count: 2, observed: 20 },
    },
    {
      title: 'a gap too short for a whole reading counts as one',
      columns: { t: 'float' },
      rows: [[0], [1], [2.3]],
      on: 't',
      params: { cadence: 1, factor: 1.2 },
      expect: { status: 'fail', count: 1, says: '1.3 without a reading, 1 to 2.3' },
    },
    {
      title: 'no rows, no gap',
      columns: { reading: 'integer' },
      rows: [],
      on: 'reading',
      params: { cadence: 1 },
      expect: { status: 'pass', count: 0, says: 'no two readings follow each other' },
    },
  ],
});
