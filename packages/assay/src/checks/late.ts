import { temporalKinds } from '../domain/column.ts';
import { truth } from '../sql/expression.ts';
import { defineCheck } from './check.ts';
import { exampleFile } from './example-files.ts';
import { judgesAge, judgesSchedule } from './late-newest.ts';
import { type LateParams, lateParams } from './late-params.ts';
import { arrivesLate, judgesRows } from './late-rows.ts';
import { durationText } from './words.ts';

export const late = defineCheck<LateParams>({
  id: 'late',
  summary:
    'Data arrive in time: the newest row is recent, a batch meets its deadline, no row arrives long after its time.',
  why: 'A dashboard or a model that runs on yesterday’s readings answers with the same confidence; the delay is the fault nobody sees in the values.',
  dimension: 'timeliness',
  on: 'property',
  accepts: temporalKinds,
  params: lateParams,
  expected: ({ maxDelay, arrival, expectedBy, per }) => {
    if (expectedBy !== undefined) return `arrived by ${expectedBy} of the day after the newest time`;
    const delay = durationText(maxDelay ?? 0);
    return arrival === undefined
      ? `a newest time at most ${delay} before the run${per === undefined ? '' : ` for each ${per.join(', ')}`}`
      : `${arrival} at most ${delay} after the time of every row`;
  },
  rungs: (params, context) => {
    if (params.arrival !== undefined) return judgesRows(params, context);
    return [
      params.expectedBy === undefined
        ? judgesAge(params, context)
        : judgesSchedule(params.expectedBy, context),
    ];
  },
  failing: (params, context) => (params.arrival === undefined ? truth(false) : arrivesLate(params, context)),
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
      title: 'one sensor has been silent for two hours',
      columns: { sensor_id: 'integer', at: 'timestamp' },
      rows: [
        [7, { type: 'timestamp', value: '2024-05-09T07:59:00' }],
        [8, { type: 'timestamp', value: '2024-05-09T06:00:00' }],
        [7, { type: 'timestamp', value: '2024-05-09T05:00:00' }],
      ],
      on: 'at',
      params: { maxDelay: '10 min', per: 'sensor_id' },
      now: '2024-05-09T08:00:00.000Z',
      expect: {
        status: 'fail',
        observed: 7200,
        says: 'sensor 8: newest at 2024-05-09 06:00:00, 2 h before the run: late (limit 10 min); 1 of 2 groups late',
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
