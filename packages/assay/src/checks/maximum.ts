import { numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { extent } from '../metrics/extent.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const maximum = defineCheck(
  numberCheck({
    id: 'maximum',
    summary: 'The largest value of a column, or of each group of rows, is as agreed.',
    why: 'A press whose force never reaches its setpoint any more, or a peak that is missing from a whole week, shows in the maximum alone.',
    dimension: 'accuracy',
    accepts: numericKinds,
    noun: 'maximum',
    without: 'no values',
    rung: 'cheap',
    metric: extent,
    numberOf: ({ max }) => numberOf(max) ?? null,
    examples: [
      {
        title: 'never reaches the setpoint',
        columns: { x: 'float' },
        rows: [[80], [91.5]],
        on: 'x',
        params: { mustBeGreaterOrEqualTo: 95 },
        expect: { status: 'fail', observed: 91.5 },
      },
      {
        title: 'reaches it',
        columns: { x: 'integer' },
        rows: [[80], [96]],
        on: 'x',
        params: { mustBeGreaterOrEqualTo: 95 },
        expect: { status: 'pass', observed: 96 },
      },
    ],
  }),
);
