import { numericKinds } from '../domain/column.ts';
import { moments } from '../metrics/moments.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const skewness = defineCheck(
  numberCheck({
    id: 'skewness',
    summary: 'The skewness of a column, or of each group of rows, is as agreed.',
    why: 'Values that pile up at one end (a clipped sensor, a cap in the logger) change the shape before they change the mean.',
    dimension: 'accuracy',
    accepts: numericKinds,
    noun: 'skewness',
    without: 'the values do not vary',
    rung: 'exact',
    metric: moments,
    numberOf: (value) => value.skewness,
    examples: [
      {
        title: 'symmetric',
        columns: { x: 'float' },
        rows: [[1], [2], [3]],
        on: 'x',
        params: { mustBeBetween: [-0.1, 0.1] },
        expect: { status: 'pass' },
      },
      {
        title: 'a long right tail',
        columns: { x: 'float' },
        rows: [[1], [1], [1], [9]],
        on: 'x',
        params: { mustBeLessThan: 1 },
        expect: { status: 'fail', says: 'skewness 1.1547' },
      },
    ],
  }),
);
