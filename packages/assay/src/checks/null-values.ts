import { z } from 'zod';
import { defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { countsNulls, nullCell, nullNoun } from './null-cells.ts';

export const nullValues = defineCheck({
  id: 'nullValues',
  summary: 'The number or percentage of NULLs is as agreed.',
  why: 'Some gaps are normal and agreed; when their share moves, a sensor, a form or a join upstream has changed.',
  dimension: 'completeness',
  on: 'property',
  params: z.strictObject({}),
  odcs: { 'metric.nullValues': () => ({}) },
  expected: (_params, context) => toleranceText(toleranceOf(context), nullNoun),
  rungs: (_params, context) => countsNulls(context),
  failing: (_params, context) => nullCell(context),
  examples: [
    {
      title: 'half is more than 10 %',
      columns: { n: 'integer' },
      rows: [[1], [null]],
      on: 'n',
      params: { mustBeLessThan: 10, unit: 'percent' },
      expect: { status: 'fail', count: 1, observed: 50, failingRows: [1] },
    },
    {
      title: 'of no rows, 0 %',
      columns: { n: 'integer' },
      rows: [],
      on: 'n',
      params: { mustBe: 0, unit: 'percent' },
      expect: { status: 'pass', observed: 0, says: 'the table is empty' },
    },
  ],
});
