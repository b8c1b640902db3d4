import { z } from 'zod';
import { cadence } from '../metrics/cadence.ts';
import { orderKinds } from '../metrics/in-order.ts';
import { longestGaps, type OneGap } from '../metrics/longest-gaps.ts';
import { ask, askPer } from '../metrics/request.ts';
import { type CheckContext, defineCheck, pass, rung } from './check.ts';
import { lengthText, positiveDuration } from './duration.ts';
import { judgeExceptions, type Tolerance, toleranceOf, toleranceText } from './exceptions.ts';
import { groupEvidence, groupPrefix, perParam } from './groups.ts';
import { countText, plural, spanText } from './words.ts';

const params = z.strictObject({
  cadence: positiveDuration,
  factor: z.number().min(1).default(1.5),
  per: perParam,
});
type GapParams = z.infer<typeof params>;

const shownGaps = 10;
const noun = (count: number): string => (count === 1 ? 'missing reading' : 'missing readings');

const sequenceOf = ({ per = [] }: GapParams, context: CheckContext) => ({
  order: context.subject.name,
  per: per.map((name) => context.column(name).name),
});

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

const totals = (
  states: readonly {
    readonly gaps: number;
    readonly missing: number;
    readonly rows: number;
    readonly longest: number | null;
  }[],
) => ({
  gaps: states.reduce((sum, { gaps }) => sum + gaps, 0),
  missing: states.reduce((sum, { missing }) => sum + missing, 0),
  rows: states.reduce((sum, { rows }) => sum + rows, 0),
  longest: Math.max(0, ...states.map(({ longest }) => longest ?? 0)),
});

const judgeMissing = (found: ReturnType<typeof totals>, tolerance: Tolerance) =>
  judgeExceptions(found.missing, found.rows + found.missing, tolerance, noun(found.missing));

export const gap = defineCheck<GapParams>({
  id: 'gap',
  summary: 'Readings arrive at the expected cadence, none is missing.',
  why: 'A gateway that was down leaves a hole; resampling and lag features fill it with invented values, and the model sees a calm plant during the very outage.',
  dimension: 'coverage',
  on: 'property',
  accepts: orderKinds,
  params,
  expected: ({ cadence: every, factor }, context) =>
    `${toleranceText(toleranceOf(context), 'missing readings')} at one every ${lengthText(every, context.subject.kind)} (a gap is longer than ${lengthText(every * factor, context.subject.kind)})`,
  rungs: (params, context) => {
    const { cadence: every, factor } = params;
    const sequence = sequenceOf(params, context);
    const tolerance = toleranceOf(context);
    const asked = { column: context.subject.name, every, factor };
    const settle = (found: ReturnType<typeof totals>) =>
      found.gaps === 0
        ? pass(
            `no gap: longest interval ${lengthText(found.longest, context.subject.kind)}, expected ${lengthText(every, context.subject.kind)}`,
            {
              observed: 0,
              count: 0,
              total: found.rows,
            },
          )
        : undefined;
    const detailed = (found: ReturnType<typeof totals>, worst: readonly OneGap[]) => {
      if (found.gaps === 0 && judgeMissing(found, tolerance).status === 'pass') return settle(found);
      const outcome = judgeMissing(found, tolerance);
      const place = whereText(worst, found.gaps, sequence.per, context);
      return {
        ...outcome,
        message:
          place === ''
            ? outcome.message
            : `${place}; ${plural(found.missing, 'reading')} missing of ${countText(found.rows + found.missing)}`,
        evidence: {
          gaps: worst.map(({ key, ...rest }) => ({ ...groupEvidence(sequence.per, key), ...rest })),
        },
      };
    };
    const worst = ask(longestGaps, { sequence, every, factor, limit: shownGaps });
    if (sequence.per.length === 0) {
      const whole = ask(cadence, asked);
      return [
        rung('cheap', { whole }, ({ whole: found }) =>
          judgeMissing(totals([found]), tolerance).status === 'pass' ? settle(totals([found])) : undefined,
        ),
        rung('exact', { whole, worst }, (found) => detailed(totals([found.whole]), found.worst)),
      ];
    }
    const groups = askPer(cadence, asked, sequence.per);
    return [
      rung('cheap', { groups }, ({ groups: found }) => {
        const all = totals(found.groups.map(({ value }) => value));
        return !found.truncated && judgeMissing(all, tolerance).status === 'pass' ? settle(all) : undefined;
      }),
      rung('exact', { groups, worst }, (found) =>
        found.groups.truncated
          ? {
              status: 'unknown' as const,
              message: `more than ${countText(found.groups.groups.length)} groups of ${sequence.per.join(', ')}: too many to judge each`,
            }
          : detailed(totals(found.groups.groups.map(({ value }) => value)), found.worst),
      ),
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
      title: 'no rows, no gap',
      columns: { reading: 'integer' },
      rows: [],
      on: 'reading',
      params: { cadence: 1 },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
