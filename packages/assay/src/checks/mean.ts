import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { mean as meanMetric } from '../metrics/mean.ts';
import { defineCheck } from './check.ts';
import { comparesNumber, comparisonOf, demandText, perOf } from './compared-number.ts';
import { perParam } from './groups.ts';

const params = z.strictObject({ per: perParam });

export const mean = defineCheck<z.infer<typeof params>>({
  id: 'mean',
  summary: 'The mean of a column, or of each group of rows, is as agreed.',
  why: 'A recalibrated or drifting sensor stays inside its range for weeks while its mean walks away; the model sees another plant.',
  dimension: 'accuracy',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: ({ per }, context) => demandText('mean', per, context),
  rungs: ({ per }, context) => {
    const number = { noun: 'mean', per: perOf(per, context), without: 'no values' };
    return [
      comparesNumber(
        'cheap',
        meanMetric,
        { column: context.subject.name },
        (value) => value,
        comparisonOf(context, 'mean'),
        number,
      ),
    ];
  },
  examples: [
    {
      title: 'NULL is left out',
      columns: { x: 'float' },
      rows: [[1], [null], [3]],
      on: 'x',
      params: { mustBeBetween: [2, 3] },
      expect: { status: 'pass', observed: 2 },
    },
    {
      title: 'the sensor that is furthest off is named',
      columns: { sensor_id: 'integer', x: 'float' },
      rows: [
        [7, 70],
        [7, 71],
        [8, 21],
        [8, 22],
        [9, 30],
      ],
      on: 'x',
      params: { per: 'sensor_id', mustBeBetween: [20, 25] },
      expect: {
        status: 'fail',
        observed: 70.5,
        says: 'sensor 7: mean 70.5, must be between 20 and 25 (both included) (2 of 3 groups)',
      },
    },
    {
      title: 'NaN makes the mean NaN, which is in no range',
      columns: { x: 'float' },
      rows: [[1], [{ type: 'float', value: 'NaN' }]],
      on: 'x',
      params: { mustBeGreaterThan: 0 },
      expect: { status: 'fail', says: 'holds NaN' },
    },
    {
      title: 'no values, no mean',
      columns: { x: 'float' },
      rows: [[null]],
      on: 'x',
      params: { mustBe: 0 },
      expect: { status: 'unknown', says: 'no values' },
    },
  ],
});
