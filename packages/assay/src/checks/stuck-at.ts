import { z } from 'zod';
import { scalarKinds } from '../domain/column.ts';
import { constantRuns, type OneRun } from '../metrics/constant-runs.ts';
import { countWhere } from '../metrics/count-where.ts';
import {
  type ConstantRun,
  durationOfRun,
  durationSoFar,
  readingsOfRun,
  startsRun,
} from '../metrics/in-order.ts';
import { longestRun } from '../metrics/longest-run.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { and, compare, type Expr, number, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck, fail, pass, type Rung, rung } from './check.ts';
import { durationParam, lengthText } from './duration.ts';
import { askEach, groupEvidence, groupText } from './groups.ts';
import { needsOf } from './needs.ts';
import { type Sequence, sequenceKeys, sequenceOf } from './sequence.ts';
import { countText, plural, shortCell, spanText } from './words.ts';

const params = z
  .strictObject({
    maxRun: z.int().positive().optional(),
    maxDuration: durationParam.optional(),
    tolerance: z.number().nonnegative().optional(),
    ...sequenceKeys,
  })
  .refine(
    ({ maxRun, maxDuration }) => maxRun !== undefined || maxDuration !== undefined,
    'maxRun (readings) or maxDuration ("10 min") is needed',
  );
type StuckAtParams = z.infer<typeof params>;

const shownRuns = 10;

const runOf = (
  { tolerance }: StuckAtParams,
  { subject }: CheckContext,
  { order, per }: Sequence,
): ConstantRun => ({
  column: subject.name,
  order: order.name,
  per,
  tieBreak: subject.name,
  tolerance,
  whole: subject.kind === 'integer',
});

const failing = (stuck: StuckAtParams, context: CheckContext): Expr => {
  const sequence = sequenceOf(stuck, context);
  const run = runOf(stuck, context, sequence);
  return or(
    ...(stuck.maxRun === undefined ? [] : [compare(readingsOfRun(run), '>', number(stuck.maxRun))]),
    ...(stuck.maxDuration === undefined
      ? []
      : [compare(durationOfRun(run, sequence.order), '>', number(stuck.maxDuration))]),
  );
};

const limitText = ({ maxRun, maxDuration }: StuckAtParams, { order }: Sequence): string =>
  [
    ...(maxRun === undefined ? [] : [countText(maxRun)]),
    ...(maxDuration === undefined ? [] : [lengthText(maxDuration, order.kind)]),
  ].join(' or ');

const runText = (
  { key, value, readings, from, to }: OneRun,
  stuck: StuckAtParams,
  sequence: Sequence,
  name: string,
): string => {
  const who = sequence.per.length === 0 ? name : groupText(sequence.per, key);
  return `${who} stays ${shortCell(value)} for ${countText(readings)} readings (limit ${limitText(stuck, sequence)}), ${spanText(from, to)}`;
};

/** Proven where no group's longest run is over the limit and no two rows of a group share a time. */
const runProof = (stuck: StuckAtParams, context: CheckContext, sequence: Sequence): Rung[] => {
  const { maxRun, maxDuration, tolerance } = stuck;
  if (maxRun === undefined || maxDuration !== undefined) return [];
  const asked = {
    column: context.subject.name,
    order: sequence.order.name,
    ...(tolerance === undefined ? {} : { tolerance }),
  };
  const each = askEach(longestRun, asked, sequence.per);
  return [
    rung('cheap', needsOf(each.request), (values) => {
      const { groups, truncated } = each.in(values);
      if (truncated || groups.some(({ value }) => value.ties > 0 || value.longest > maxRun)) return undefined;
      const longest = groups.reduce((most, { value }) => Math.max(most, value.longest), 0);
      return pass(
        `longest constant run ${plural(longest, 'reading')} (limit ${limitText(stuck, sequence)})`,
        { observed: longest, count: 0 },
      );
    }),
  ];
};

/** One pass that proves a limit on the duration: no row is that far from the beginning of its run. */
const durationProof = (stuck: StuckAtParams, context: CheckContext, sequence: Sequence): Rung[] => {
  const { maxRun, maxDuration } = stuck;
  if (maxDuration === undefined || maxRun !== undefined) return [];
  const run = runOf(stuck, context, sequence);
  const over = compare(durationSoFar(run, sequence.order), '>', number(maxDuration));
  return [
    rung('cheap', { over: ask(countWhere, { condition: over }) }, ({ over: count }) =>
      count === 0
        ? pass(`no value stays the same for more than ${limitText(stuck, sequence)}`, { count: 0 })
        : undefined,
    ),
  ];
};

const counts = (stuck: StuckAtParams, context: CheckContext, sequence: Sequence): Rung => {
  const condition = failing(stuck, context);
  const run = runOf(stuck, context, sequence);
  return rung(
    'exact',
    {
      count: ask(countWhere, { condition }),
      runs: ask(countWhere, { condition: and(startsRun(run), condition) }),
      rows: ask(rows, {}),
      worst: ask(constantRuns, { run, condition, limit: shownRuns }),
    },
    ({ count, runs, rows: total, worst }) => {
      const [longest] = worst;
      if (count === 0 || longest === undefined) {
        return pass(`no value stays the same for more than ${limitText(stuck, sequence)}`, {
          count: 0,
          total,
        });
      }
      const more = runs > 1 ? `; ${plural(runs - 1, 'more run')}, ${countText(count)} readings in all` : '';
      return fail(`${runText(longest, stuck, sequence, context.subject.name)}${more}`, {
        observed: longest.readings,
        count,
        total,
        evidence: {
          runs: worst.map(({ key, ...rest }) => ({ ...groupEvidence(sequence.per, key), ...rest })),
        },
      });
    },
  );
};

export const stuckAt = defineCheck<StuckAtParams>({
  id: 'stuckAt',
  summary: 'No sensor repeats one value for too long.',
  why: 'A frozen transmitter, a broken wire held by a filter or a gateway that repeats its last value looks healthy to every range check; the model takes it for a calm plant.',
  dimension: 'accuracy',
  on: 'property',
  accepts: scalarKinds,
  params,
  expected: (stuck, context) => `no constant run longer than ${limitText(stuck, sequenceOf(stuck, context))}`,
  rungs: (stuck, context) => {
    const sequence = sequenceOf(stuck, context);
    return [
      ...runProof(stuck, context, sequence),
      ...durationProof(stuck, context, sequence),
      counts(stuck, context, sequence),
    ];
  },
  failing,
  examples: [
    {
      title: 'sensor 7 is frozen, sensor 8 has the same value but other readings between',
      columns: { sensor_id: 'integer', t: 'integer', temp: 'float' },
      rows: [
        [7, 1, 21.4],
        [8, 1, 21.4],
        [7, 2, 21.4],
        [8, 2, 21.5],
        [7, 3, 21.4],
        [8, 3, 21.4],
        [7, 4, 22],
        [8, 4, 21.4],
      ],
      on: 'temp',
      params: { maxRun: 2, order: 't', per: 'sensor_id' },
      expect: {
        status: 'fail',
        count: 3,
        observed: 3,
        failingRows: [0, 2, 4],
        says: 'sensor 7 stays 21.4 for 3 readings (limit 2), 1 to 3',
      },
    },
    {
      title: 'a missing reading ends a run',
      columns: { t: 'integer', temp: 'float' },
      rows: [
        [1, 5],
        [2, 5],
        [3, null],
        [4, 5],
        [5, 5],
      ],
      on: 'temp',
      params: { maxRun: 2, order: 't' },
      expect: { status: 'pass', count: 0, failingRows: [] },
    },
    {
      title: 'by duration, the only time column orders the rows',
      columns: { at: 'timestamp', temp: 'float' },
      rows: [
        [{ type: 'timestamp', value: '2024-05-09T08:14:00' }, 5],
        [{ type: 'timestamp', value: '2024-05-09T08:48:00' }, 5],
        [{ type: 'timestamp', value: '2024-05-09T08:49:00' }, 6],
      ],
      on: 'temp',
      params: { maxDuration: '10 min' },
      expect: { status: 'fail', count: 2, failingRows: [0, 1], says: '2024-05-09 08:14:00 to 08:48:00' },
    },
    {
      title: 'with a tolerance, noise around a value is stuck too',
      columns: { t: 'integer', temp: 'float' },
      rows: [
        [1, 5],
        [2, 5.01],
        [3, 5],
        [4, 6],
      ],
      on: 'temp',
      params: { maxRun: 2, tolerance: 0.02, order: 't' },
      expect: { status: 'fail', count: 3, failingRows: [0, 1, 2] },
    },
    {
      title: 'whole numbers as far apart as they can be',
      columns: { t: 'integer', n: 'integer' },
      rows: [
        [1, { type: 'bigint', value: '-9223372036854775808' }],
        [2, { type: 'bigint', value: '9223372036854775807' }],
        [3, { type: 'bigint', value: '9223372036854775807' }],
      ],
      on: 'n',
      params: { maxRun: 1, tolerance: 0.5, order: 't' },
      expect: { status: 'fail', count: 2, failingRows: [1, 2] },
    },
    {
      title: 'rows of equal time are ordered by value, so the verdict is no accident',
      columns: { t: 'integer', state: 'text' },
      rows: [
        [1, 'on'],
        [2, 'off'],
        [2, 'on'],
        [3, 'on'],
      ],
      on: 'state',
      params: { maxRun: 1, order: 't' },
      expect: { status: 'fail', count: 2, failingRows: [2, 3] },
    },
    {
      title: 'no rows, nothing stuck',
      columns: { t: 'integer', temp: 'float' },
      rows: [],
      on: 'temp',
      params: { maxRun: 2, order: 't' },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
