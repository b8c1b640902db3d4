import { z } from 'zod';
import { defineCheck } from './check.ts';
import { duplicateRow, keyColumns } from './duplicate-rows.ts';
import { duplicateRungs } from './duplicate-rungs.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({
  properties: z.array(z.string()).min(1).optional(),
  nulls: z.literal('equal').optional(),
});

export const duplicateValues = defineCheck<z.infer<typeof params>>({
  id: 'duplicateValues',
  summary: 'The number or percentage of surplus rows, those beyond the first of each key, is as agreed.',
  why: 'Retried deliveries and broken joins repeat rows; how many is worth knowing before they are counted, summed or learned.',
  dimension: 'uniqueness',
  on: 'either',
  onWholeTable: true,
  params,
  odcs: { 'metric.duplicateValues': (args) => args },
  expected: (_params, context) => toleranceText(toleranceOf(context), nounOf('surplus row')),
  rungs: ({ properties, nulls }, context) =>
    duplicateRungs(keyColumns(properties, context), context, { nulls }),
  failing: ({ properties, nulls }, context) => duplicateRow(keyColumns(properties, context), nulls),
  examples: [
    {
      title: 'three rows of one key are two too many; keys with NULL are left out',
      columns: { shop: 'text', no: 'integer' },
      rows: [
        ['a', 1],
        ['a', 1],
        ['a', 1],
        ['b', null],
        ['b', null],
      ],
      params: { properties: ['shop', 'no'], mustBe: 0 },
      expect: { status: 'fail', count: 2, observed: 2, failingRows: [0, 1, 2] },
    },
    {
      title: 'of all rows, in percent',
      columns: { id: 'integer' },
      rows: [[1], [1], [2], [3]],
      on: 'id',
      params: { mustBeLessOrEqualTo: 25, unit: 'percent' },
      expect: { status: 'pass', count: 1, observed: 25 },
    },
    {
      title: 'NULL as a value like others',
      columns: { id: 'integer' },
      rows: [[null], [null], [1]],
      on: 'id',
      params: { nulls: 'equal' },
      expect: { status: 'fail', count: 1, failingRows: [0, 1] },
    },
  ],
});
