import { scalarKinds } from '../domain/column.ts';
import { defineCheck } from './check.ts';
import { sequenceOf } from './sequence.ts';
import { isStuck, limitText, type StuckAtParams, stuckAtParams } from './stuck-params.ts';
import { stuckRungs } from './stuck-rungs.ts';

export const stuckAt = defineCheck<StuckAtParams>({
  id: 'stuckAt',
  summary: 'No sensor repeats one value for too long.',
  why: 'A frozen transmitter, a broken wire held by a filter or a gateway that repeats its last value looks healthy to every range check; the model takes it for a calm plant.',
  dimension: 'accuracy',
  on: 'property',
  accepts: scalarKinds,
  params: stuckAtParams,
  expected: (stuck, context) => `no constant run longer than ${limitText(stuck, sequenceOf(stuck, context))}`,
  rungs: stuckRungs,
  failing: isStuck,
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
      expect: {
        status: 'fail',
        count: 2,
        observed: 2040,
        failingRows: [0, 1],
        says: 'temp stays 5 for 34 min (limit 10 min), 2024-05-09 08:14:00 to 08:48:00',
      },
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
