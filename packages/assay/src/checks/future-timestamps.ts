import { z } from 'zod';
import { isoOfMicros } from '../domain/calendar.ts';
import type { Cell } from '../domain/cell.ts';
import { temporalKinds } from '../domain/column.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { zoneOffsetMillis } from '../domain/zone.ts';
import { extent } from '../metrics/extent.ts';
import { ask } from '../metrics/request.ts';
import { column, compare, type Expr, literal } from '../sql/expression.ts';
import { knownZone } from './age.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { perOf } from './compared-number.ts';
import { durationParam } from './duration.ts';
import { provesNone, toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { durationText, type Noun, nounOf, shortCell } from './words.ts';

const params = z.strictObject({
  /** How far a clock may be ahead. */
  tolerance: durationParam.default(0),
  per: perParam,
});
type FutureParams = z.infer<typeof params>;

/** The latest time that is not in the future, on the clock of the column: that of the zone, where its times have none. */
const limitOf = ({ tolerance }: FutureParams, context: CheckContext): Cell => {
  const { now, subject } = context;
  const instant = Date.parse(now) + tolerance * 1000;
  const zoned = subject.kind === 'timestamptz';
  const wall = zoned ? instant : instant + zoneOffsetMillis(instant, knownZone(context));
  const value = isoOfMicros(BigInt(Math.round(wall * 1000)));
  return subject.kind === 'date'
    ? { type: 'date', value: value.slice(0, 10) }
    : { type: 'timestamp', value: zoned ? `${value}Z` : value };
};

const isFuture = (params: FutureParams, context: CheckContext): Expr =>
  compare(column(context.subject.name), '>', literal(limitOf(params, context)));

const noun = ({ tolerance }: FutureParams, clock = ''): Noun =>
  nounOf('time', `${tolerance > 0 ? `more than ${durationText(tolerance)} ` : ''}in the future${clock}`);

export const futureTimestamps = defineCheck<FutureParams>({
  id: 'futureTimestamps',
  summary: 'No time lies in the future.',
  why: 'A device whose clock is wrong, or whose time zone was changed, writes tomorrow’s readings; they stay the newest for hours and hide everything that follows.',
  dimension: 'timeliness',
  on: 'property',
  accepts: temporalKinds,
  params,
  expected: (params, context) => toleranceText(toleranceOf(context), noun(params)),
  rungs: (params, context) => {
    const latest = limitOf(params, context);
    return [
      provesNone(
        { extent: ask(extent, { column: context.subject.name }) },
        toleranceOf(context),
        noun(params),
        ({ extent: { max } }) => max === null || compareCells(max, latest) <= 0,
      ),
      ...placedExceptions(
        {
          condition: isFuture(params, context),
          noun: noun(
            params,
            ` (the run’s clock says ${shortCell({ type: 'timestamp', value: context.now })})`,
          ),
          per: perOf(params.per, context),
          order: context.subject.name,
        },
        context,
      ),
    ];
  },
  failing: isFuture,
  examples: [
    {
      title: 'a clock that is two hours ahead',
      columns: { sensor_id: 'integer', at: 'timestamp' },
      rows: [
        [7, { type: 'timestamp', value: '2024-05-09T10:00:00' }],
        [8, { type: 'timestamp', value: '2024-05-09T08:00:00.5' }],
        [8, null],
      ],
      on: 'at',
      params: { tolerance: '1 min', per: 'sensor_id' },
      now: '2024-05-09T08:00:00.000Z',
      expect: { status: 'fail', count: 1, failingRows: [0], says: 'more than 1 min in the future' },
    },
    {
      title: 'today is not the future',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2024-05-09' }]],
      on: 'day',
      params: {},
      now: '2024-05-09T08:00:00.000Z',
      expect: { status: 'pass', count: 0 },
    },
  ],
});
