import { numericKinds } from '../domain/column.ts';
import { variance as varianceMetric } from '../metrics/variance.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const variance = defineCheck(
  numberCheck({
    id: 'variance',
    summary: 'The sample variance of a column, or of each group of rows, is as agreed.',
    why: 'Noise power is a variance: it adds up over sources, and a change of it tells of a worn bearing or a lost shield.',
    dimension: 'accuracy',
    accepts: numericKinds,
    noun: 'variance',
    without: 'fewer than two values',
    rung: 'cheap',
    metric: varianceMetric,
    numberOf: (value) => value.variance,
    examples: [
      {
        title: 'n - 1 in the denominator',
        columns: { x: 'float' },
        rows: [[1], [3], [5]],
        on: 'x',
        params: { mustBe: 4 },
        expect: { status: 'pass', observed: 4 },
      },
      {
        title: 'too noisy',
        columns: { x: 'integer' },
        rows: [[0], [10]],
        on: 'x',
        params: { mustBeLessThan: 10 },
        expect: { status: 'fail', observed: 50 },
      },
    ],
  }),
);
