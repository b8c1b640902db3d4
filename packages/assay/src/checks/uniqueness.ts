import { scalarKinds } from '../domain/column.ts';
import { uniqueness as uniquenessMetric } from '../metrics/uniqueness.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const uniqueness = defineCheck(
  numberCheck({
    id: 'uniqueness',
    summary: 'The share of values that occur exactly once, from 0 to 1, is as agreed.',
    why: 'A serial number is nearly always unique; how nearly tells reworked parts from a scanner that repeats itself.',
    dimension: 'uniqueness',
    accepts: scalarKinds,
    onWholeTable: true,
    noun: 'share of unique values',
    without: 'no values',
    rung: 'exact',
    metric: uniquenessMetric,
    numberOf: (value) => value.ratio,
    examples: [
      {
        title: 'half of the values occur once',
        columns: { x: 'text' },
        rows: [['a'], ['a'], ['b'], ['c'], [null]],
        on: 'x',
        params: { mustBeGreaterThan: 0.9 },
        expect: { status: 'fail', observed: 0.5 },
      },
      {
        title: 'all of them',
        columns: { x: 'integer' },
        rows: [[1], [2]],
        on: 'x',
        params: { mustBe: 1 },
        expect: { status: 'pass', observed: 1 },
      },
    ],
  }),
);
