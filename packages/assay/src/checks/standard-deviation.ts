import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { variance } from '../metrics/variance.ts';
import { defineCheck } from './check.ts';
import { comparesNumber, comparisonOf, demandText, perOf } from './compared-number.ts';
import { perParam } from './groups.ts';
import { provesSpread } from './proven-spread.ts';

const params = z.strictObject({ per: perParam });

export const standardDeviation = defineCheck<z.infer<typeof params>>({
  id: 'standardDeviation',
  summary: 'The sample standard deviation of a column, or of each group of rows, is as agreed.',
  why: 'A sensor that is dying falls silent or becomes noisy long before it leaves its range: its spread changes first.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: ({ per }, context) => demandText('standard deviation', per, context),
  rungs: ({ per }, context) => {
    const number = { noun: 'standard deviation', per: perOf(per, context), without: 'fewer than two values' };
    const comparison = comparisonOf(context, 'standardDeviation');
    return [
      ...provesSpread(context, comparison, number, Math.sqrt),
      comparesNumber(
        'cheap',
        variance,
        { column: context.subject.name },
        (value) => value.standardDeviation,
        comparison,
        number,
      ),
    ];
  },
  examples: [
    {
      title: 'n - 1 in the denominator',
      columns: { x: 'float' },
      rows: [[1], [2], [3], [null]],
      on: 'x',
      params: { mustBeBetween: [0.99, 1.01] },
      expect: { status: 'pass', observed: 1 },
    },
    {
      title: 'a silent sensor',
      columns: { sensor_id: 'integer', x: 'float' },
      rows: [
        [7, 5],
        [7, 5],
        [8, 4],
        [8, 6],
      ],
      on: 'x',
      params: { per: 'sensor_id', mustBeGreaterThan: 0.1 },
      expect: { status: 'fail', observed: 0, says: 'sensor 7: standard deviation 0' },
    },
    {
      title: 'one value has none',
      columns: { x: 'float' },
      rows: [[1]],
      on: 'x',
      params: { mustBeLessThan: 1 },
      expect: { status: 'unknown', says: 'fewer than two' },
    },
  ],
});
