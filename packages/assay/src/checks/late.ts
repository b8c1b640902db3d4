import { z } from 'zod';
import { type Cell, millisOf, numberOf } from '../domain/cell.ts';
import { temporalKinds } from '../domain/column.ts';
import { countWhere } from '../metrics/count-where.ts';
import { extent } from '../metrics/extent.ts';
import { seconds } from '../metrics/in-order.ts';
import { largest } from '../metrics/largest.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { arithmetic, column, compare, type Expr, number, truth } from '../sql/expression.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  type Outcome,
  pass,
  RuleUnknown,
  type Rung,
  rung,
  unknown,
} from './check.ts';
import { durationParam } from './duration.ts';
import { exampleFile } from './example-files.ts';
import { judgeExceptions, toleranceOf } from './exceptions.ts';
import { durationText, shortCell } from './words.ts';

const params = z
  .strictObject({
    /** How old the newest time may be, or how long after its time a row may arrive. */
    maxDelay: durationParam.optional(),
    /** The column with the time at which each row arrived. */
    arrival: z.string().optional(),
    /** HH:MM in UTC, of the day after that of the newest time. */
    expectedBy: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expectedBy is HH:MM in UTC')
      .optional(),
  })
  .refine(
    ({ maxDelay, expectedBy }) => (maxDelay === undefined) !== (expectedBy === undefined),
    'one of maxDelay ("1 h") and expectedBy ("06:00")',
  )
  .refine(
    ({ arrival, maxDelay }) => arrival === undefined || maxDelay !== undefined,
    'arrival needs maxDelay',
  );
type LateParams = z.infer<typeof params>;

const dayMillis = 86_400_000;

const delayOf = (arrival: string, context: CheckContext): Expr => {
  const arrived = context.column(arrival);
  if (!temporalKinds.includes(arrived.kind))
    throw new RuleUnknown(`${arrived.name} is ${arrived.sqlType}, no time`);
  return arithmetic(
    seconds(column(arrived.name), arrived.kind),
    '-',
    seconds(column(context.subject.name), context.subject.kind),
  );
};

/** When the data arrived: the newest file's time, or that of the run. */
const arrivalOf = ({ files, now }: CheckContext): { readonly at: number; readonly words: string } => {
  const newest = files?.files.map(({ modifiedAt }) => Date.parse(modifiedAt)).sort((a, b) => b - a)[0];
  return newest === undefined
    ? { at: Date.parse(now), words: 'looked at' }
    : { at: newest, words: 'arrived' };
};

const utc = (millis: number): string =>
  `${new Date(millis).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const judgeAge = (newest: Cell, at: number, maxDelay: number, context: CheckContext): Outcome => {
  const delay = (Date.parse(context.now) - at) / 1000;
  const message = `newest ${context.subject.name} ${shortCell(newest)}, ${durationText(Math.abs(delay))} ${delay < 0 ? 'after' : 'before'} the run`;
  return delay > maxDelay
    ? fail(`${message}: late (limit ${durationText(maxDelay)})`, { observed: delay })
    : pass(message, { observed: delay });
};

const judgeSchedule = (newest: Cell, at: number, expectedBy: string, context: CheckContext): Outcome => {
  const [hours = 0, minutes = 0] = expectedBy.split(':').map(Number);
  const deadline = (Math.floor(at / dayMillis) + 1) * dayMillis + (hours * 60 + minutes) * 60_000;
  const arrival = arrivalOf(context);
  const late = (arrival.at - deadline) / 1000;
  const message = `newest ${context.subject.name} ${shortCell(newest)}, expected by ${utc(deadline)}, ${arrival.words} ${utc(arrival.at)}`;
  return late > 0
    ? fail(`${message}: ${durationText(late)} late`, { observed: late })
    : pass(message, { observed: 0 });
};

const judgesNewest = ({ maxDelay, expectedBy }: LateParams, context: CheckContext): Rung =>
  rung('cheap', { extent: ask(extent, { column: context.subject.name }) }, ({ extent: { max } }) => {
    if (max === null)
      return unknown(`${context.subject.name} has no value: nothing says how late the data are`);
    const at = millisOf(max);
    if (at === undefined) return unknown(`${shortCell(max)} is no time that can be compared`);
    return expectedBy === undefined
      ? judgeAge(max, at, maxDelay ?? 0, context)
      : judgeSchedule(max, at, expectedBy, context);
  });

const judgesRows = (arrival: string, maxDelay: number, context: CheckContext): Rung => {
  const delay = delayOf(arrival, context);
  const needs = {
    count: ask(countWhere, { condition: compare(delay, '>', number(maxDelay)) }),
    rows: ask(rows, {}),
    longest: ask(largest, { value: delay }),
  };
  return rung('exact', needs, ({ count, rows: total, longest }) => {
    const outcome = judgeExceptions(
      count,
      total,
      toleranceOf(context),
      `${count === 1 ? 'row' : 'rows'} late by more than ${durationText(maxDelay)}`,
    );
    const worst = numberOf(longest);
    return worst === undefined
      ? outcome
      : { ...outcome, message: `${outcome.message}; longest delay ${durationText(worst)}` };
  });
};

export const late = defineCheck<LateParams>({
  id: 'late',
  summary:
    'Data arrive in time: the newest row is recent, a batch meets its deadline, no row arrives long after its time.',
  why: 'A dashboard or a model that runs on yesterday’s readings answers with the same confidence; the delay is the fault nobody sees in the values.',
  dimension: 'timeliness',
  on: 'property',
  accepts: temporalKinds,
  params,
  expected: ({ maxDelay, arrival, expectedBy }) =>
    expectedBy !== undefined
      ? `arrived by ${expectedBy} UTC of the day after the newest time`
      : `${arrival === undefined ? 'newest time' : `${arrival} of every row`} at most ${durationText(maxDelay ?? 0)} later`,
  rungs: (late, context) => [
    late.arrival === undefined
      ? judgesNewest(late, context)
      : judgesRows(late.arrival, late.maxDelay ?? 0, context),
  ],
  failing: ({ arrival, maxDelay }, context) =>
    arrival === undefined ? truth(false) : compare(delayOf(arrival, context), '>', number(maxDelay ?? 0)),
  examples: [
    {
      title: 'the newest reading is three hours old',
      columns: { at: 'timestamp' },
      rows: [
        [{ type: 'timestamp', value: '2024-05-09T05:00:00' }],
        [{ type: 'timestamp', value: '2024-05-09T04:00:00' }],
      ],
      on: 'at',
      params: { maxDelay: '1 h' },
      now: '2024-05-09T08:00:00.000Z',
      expect: {
        status: 'fail',
        observed: 10800,
        says: 'newest at 2024-05-09 05:00:00, 3 h before the run: late (limit 1 h)',
        failingRows: [],
      },
    },
    {
      title: 'recent enough',
      columns: { at: 'timestamptz' },
      rows: [[{ type: 'timestamp', value: '2024-05-09T07:59:00Z' }]],
      on: 'at',
      params: { maxDelay: '1 h' },
      now: '2024-05-09T08:00:00.000Z',
      expect: { status: 'pass', observed: 60 },
    },
    {
      title: 'a batch of yesterday that came after six in the morning',
      columns: { at: 'timestamp' },
      rows: [[{ type: 'timestamp', value: '2024-05-09T23:59:00' }]],
      on: 'at',
      params: { expectedBy: '06:00' },
      files: { files: [exampleFile({ modifiedAt: '2024-05-10T09:12:00.000Z' })] },
      expect: {
        status: 'fail',
        says: 'expected by 2024-05-10 06:00 UTC, arrived 2024-05-10 09:12 UTC: 3.2 h late',
      },
    },
    {
      title: 'rows that arrived long after they were read',
      columns: { at: 'timestamp', received: 'timestamp' },
      rows: [
        [
          { type: 'timestamp', value: '2024-05-09T08:00:00' },
          { type: 'timestamp', value: '2024-05-09T08:00:02' },
        ],
        [
          { type: 'timestamp', value: '2024-05-09T08:00:05' },
          { type: 'timestamp', value: '2024-05-09T09:30:05' },
        ],
        [{ type: 'timestamp', value: '2024-05-09T08:00:10' }, null],
      ],
      on: 'at',
      params: { arrival: 'received', maxDelay: '1 min' },
      expect: { status: 'fail', count: 1, failingRows: [1], says: 'longest delay 1.5 h' },
    },
    {
      title: 'no rows, no newest time',
      columns: { at: 'date' },
      rows: [],
      on: 'at',
      params: { maxDelay: '1 d' },
      expect: { status: 'unknown' },
    },
  ],
});
