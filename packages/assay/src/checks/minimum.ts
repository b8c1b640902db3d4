import { numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { extent } from '../metrics/extent.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const minimum = defineCheck(
  numberCheck({
    id: 'minimum',
    summary: 'The smallest value of a column, or of each group of rows, is as agreed.',
    why: 'A sensor whose minimum no longer reaches the night temperature is insulated, moved or frozen above it: a bound that a range, which only caps, cannot express.',
    dimension: 'accuracy',
    accepts: numericKinds,
    noun: 'minimum',
    without: 'no values',
    rung: 'cheap',
    metric: extent,
    numberOf: ({ min }) => numberOf(min) ?? null,
    examples: [
      {
        title: 'never gets cold',
        columns: { sensor_id: 'integer', x: 'float' },
        rows: [
          [7, 19],
          [7, 25],
          [8, 4],
        ],
        on: 'x',
        params: { per: 'sensor_id', mustBeLessThan: 10 },
        expect: { status: 'fail', observed: 19, says: 'sensor 7: minimum 19' },
      },
      {
        title: 'within',
        columns: { x: 'integer' },
        rows: [[3], [null]],
        on: 'x',
        params: { mustBeBetween: [0, 3] },
        expect: { status: 'pass', observed: 3 },
      },
    ],
  }),
);
