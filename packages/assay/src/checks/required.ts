import { z } from 'zod';
import { defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { countsNulls, nullCell, nullNoun } from './null-cells.ts';

export const required = defineCheck({
  id: 'required',
  summary: 'Every row has a value.',
  why: 'A missing value is silently dropped by one model and filled with a guess by the next; both answer as if it had been there.',
  dimension: 'completeness',
  on: 'property',
  params: z.strictObject({}),
  odcs: { required: () => ({}) },
  expected: (_params, context) => toleranceText(toleranceOf(context), nullNoun),
  rungs: (_params, context) => countsNulls(context),
  failing: (_params, context) => nullCell(context),
  examples: [
    {
      title: 'a NULL fails, an empty text does not',
      columns: { name: 'text' },
      rows: [['a'], [null], ['']],
      on: 'name',
      params: {},
      expect: { status: 'fail', count: 1, failingRows: [1], says: '1 NULL of 3 (33 %)' },
    },
    {
      title: 'NaN is a value',
      columns: { x: 'float' },
      rows: [[{ type: 'float', value: 'NaN' }]],
      on: 'x',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'no row is missing anything',
      columns: { name: 'text' },
      rows: [],
      on: 'name',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
  ],
});
