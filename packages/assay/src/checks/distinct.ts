import { scalarKinds } from '../domain/column.ts';
import { distinctExact } from '../metrics/distinct-exact.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const distinct = defineCheck(
  numberCheck({
    id: 'distinct',
    summary: 'The number of different values of a column, or of each group of rows, is as agreed.',
    why: 'One sensor less, one new product, a column that became constant: the number of different values tells it in one figure. An estimate proves nothing here, so it is counted.',
    dimension: 'coverage',
    accepts: scalarKinds,
    noun: 'number of different values',
    without: 'no rows',
    rung: 'exact',
    metric: distinctExact,
    numberOf: (value) => value,
    examples: [
      {
        title: 'a constant column',
        columns: { x: 'text' },
        rows: [['a'], ['a'], [null]],
        on: 'x',
        params: { mustBeGreaterThan: 1 },
        expect: { status: 'fail', observed: 1 },
      },
      {
        title: 'four sensors',
        columns: { sensor_id: 'integer' },
        rows: [[1], [2], [3], [4], [4]],
        on: 'sensor_id',
        params: { mustBe: 4 },
        expect: { status: 'pass', observed: 4 },
      },
      {
        title: 'each line has its three states',
        columns: { line: 'text', state: 'text' },
        rows: [
          ['a', 'x'],
          ['a', 'y'],
          ['b', 'x'],
        ],
        on: 'state',
        params: { per: 'line', mustBe: 2 },
        expect: { status: 'fail', observed: 1, says: 'line b' },
      },
    ],
  }),
);
