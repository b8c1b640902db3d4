import { numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { sum as sumMetric } from '../metrics/sum.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const sum = defineCheck(
  numberCheck({
    id: 'sum',
    summary: 'The sum of a column, or of each group of rows, is as agreed.',
    why: 'Totals are what invoices and balances are made of: a sum that does not meet the meter is found by the customer otherwise.',
    dimension: 'accuracy',
    accepts: numericKinds,
    noun: 'sum',
    without: 'no values',
    rung: 'cheap',
    metric: sumMetric,
    numberOf: (value) => numberOf(value) ?? null,
    examples: [
      {
        title: 'NULL is left out',
        columns: { x: 'integer' },
        rows: [[1], [null], [3]],
        on: 'x',
        params: { mustBe: 4 },
        expect: { status: 'pass', observed: 4 },
      },
      {
        title: 'per line',
        columns: { line: 'text', x: 'decimal' },
        rows: [
          ['a', 1.5],
          ['a', 2],
          ['b', 9],
        ],
        on: 'x',
        params: { per: 'line', mustBeLessThan: 5 },
        expect: { status: 'fail', observed: 9, says: 'line b: sum 9' },
      },
      {
        title: 'the sum of nothing is unknown',
        columns: { x: 'float' },
        rows: [],
        on: 'x',
        params: { mustBe: 0 },
        expect: { status: 'unknown' },
      },
    ],
  }),
);
