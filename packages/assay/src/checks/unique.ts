import { z } from 'zod';
import { scalarKinds } from '../domain/column.ts';
import { defineCheck } from './check.ts';
import { duplicateRow, keyColumns } from './duplicate-rows.ts';
import { duplicateRungs } from './duplicate-rungs.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({ nulls: z.literal('equal').optional() });

export const unique = defineCheck<z.infer<typeof params>>({
  id: 'unique',
  summary: 'No value occurs twice; NULL is no value.',
  why: 'A row that is there twice counts twice in every sum, and leaks from training data into test data.',
  dimension: 'uniqueness',
  on: 'property',
  accepts: scalarKinds,
  onWholeTable: true,
  params,
  odcs: { unique: (args) => args },
  expected: (_params, context) => toleranceText(toleranceOf(context), nounOf('duplicate')),
  rungs: ({ nulls }, context) => duplicateRungs(keyColumns(undefined, context), context, { nulls }),
  failing: ({ nulls }, context) => duplicateRow(keyColumns(undefined, context), nulls),
  examples: [
    {
      title: 'one value twice; NULL may repeat',
      columns: { id: 'integer' },
      rows: [[1], [2], [null], [1], [null]],
      on: 'id',
      params: {},
      expect: { status: 'fail', count: 1, failingRows: [0, 3], says: '1 key in more than one row' },
    },
    {
      title: 'rising',
      columns: { id: 'integer' },
      rows: [[1], [2], [9]],
      on: 'id',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'in any order',
      columns: { id: 'text' },
      rows: [['b'], ['a'], ['A'], ['a ']],
      on: 'id',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'a NULL between equal values hides nothing',
      columns: { id: 'integer' },
      rows: [[1], [null], [1]],
      on: 'id',
      params: {},
      expect: { status: 'fail', count: 1 },
    },
    {
      title: 'NaN twice',
      columns: { x: 'float' },
      rows: [[{ type: 'float', value: 'NaN' }], [{ type: 'float', value: 'NaN' }]],
      on: 'x',
      params: {},
      expect: { status: 'fail', count: 1 },
    },
    {
      title: 'no row',
      columns: { id: 'integer' },
      rows: [],
      on: 'id',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
  ],
});
