import { numericKinds } from '../domain/column.ts';
import { moments } from '../metrics/moments.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const kurtosis = defineCheck(
  numberCheck({
    id: 'kurtosis',
    summary:
      'The excess kurtosis of a column, or of each group of rows, is as agreed; a normal distribution has 0.',
    why: 'The kurtosis of a vibration is the classic sign of a damaged bearing: rare hard blows in a signal of unchanged spread.',
    dimension: 'accuracy',
    accepts: numericKinds,
    noun: 'kurtosis',
    without: 'the values do not vary',
    rung: 'exact',
    metric: moments,
    numberOf: (value) => value.kurtosis,
    examples: [
      {
        title: 'two values only',
        columns: { x: 'float' },
        rows: [[1], [3], [1], [3]],
        on: 'x',
        params: { mustBeBetween: [-2.01, -1.99] },
        expect: { status: 'pass' },
      },
      {
        title: 'hard blows',
        columns: { x: 'float' },
        rows: [...Array.from({ length: 20 }, () => [0]), [9], [-9]],
        on: 'x',
        params: { mustBeLessThan: 3 },
        expect: { status: 'fail', says: 'kurtosis 8' },
      },
    ],
  }),
);
