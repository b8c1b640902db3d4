import { columnKinds } from '../domain/column.ts';
import { nulls } from '../metrics/nulls.ts';
import { defineCheck } from './check.ts';
import { percentOf } from './exceptions.ts';
import { numberCheck } from './number-check.ts';

export const nullShare = defineCheck(
  numberCheck({
    id: 'nullShare',
    summary: 'The percentage of NULLs of a column, or of each group of rows, is as agreed.',
    why: 'Five percent of missing values over all sensors is noise; all of them from one sensor is a dead sensor. Only a share per group tells the two apart.',
    dimension: 'completeness',
    accepts: columnKinds,
    noun: 'percentage of NULLs',
    without: 'no rows',
    rung: 'cheap',
    metric: nulls,
    numberOf: ({ rows, nulls: missing }) => (rows === 0 ? null : percentOf(missing, rows)),
    examples: [
      {
        title: 'one sensor is dead',
        columns: { sensor_id: 'integer', x: 'float' },
        rows: [
          [7, null],
          [7, null],
          [8, 1],
          [8, 2],
          [8, 3],
          [8, 3],
        ],
        on: 'x',
        params: { per: 'sensor_id', mustBeLessThan: 10 },
        expect: { status: 'fail', observed: 100, says: 'sensor 7: percentage of NULLs 100' },
      },
      {
        title: 'few',
        columns: { x: 'float' },
        rows: [[null], [1], [2], [3]],
        on: 'x',
        params: { mustBeLessOrEqualTo: 25 },
        expect: { status: 'pass', observed: 25 },
      },
    ],
  }),
);
