import { z } from 'zod';
import { not, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { duplicateRow, keyColumns, keyHoldsNoNull } from './duplicate-rows.ts';
import { duplicateRungs } from './duplicate-rungs.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({ properties: z.array(z.string()).min(1).optional() });
type KeyParams = z.infer<typeof params>;

const failing = ({ properties }: KeyParams, context: CheckContext) => {
  const keys = keyColumns(properties, context);
  return or(not(keyHoldsNoNull(keys)), duplicateRow(keys));
};

export const primaryKey = defineCheck<KeyParams>({
  id: 'primaryKey',
  summary: 'The key, one column or a tuple, has no NULL and occurs once.',
  why: 'A key that is missing or doubled makes every join on it lose or multiply rows.',
  dimension: 'uniqueness',
  on: 'either',
  onWholeTable: true,
  params,
  odcs: { primaryKey: (args) => args },
  expected: (_params, context) =>
    toleranceText(toleranceOf(context), nounOf('row', 'with a key that is doubled or holds NULL')),
  rungs: ({ properties }, context) =>
    duplicateRungs(keyColumns(properties, context), context, { without: ({ nullKeys }) => nullKeys }),
  failing,
  examples: [
    {
      title: 'NULL is no key',
      columns: { id: 'integer' },
      rows: [[1], [null], [2]],
      on: 'id',
      params: {},
      expect: { status: 'fail', count: 1, failingRows: [1], says: 'without a complete key' },
    },
    {
      title: 'rising',
      columns: { id: 'integer' },
      rows: [[1], [2]],
      on: 'id',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'a tuple as one key',
      columns: { shop: 'text', no: 'integer' },
      rows: [
        ['a', 1],
        ['a', 2],
        ['b', 1],
        ['a', 1],
        ['b', null],
      ],
      params: { properties: ['shop', 'no'] },
      expect: { status: 'fail', count: 2, failingRows: [0, 3, 4], says: 'shop a, no 1' },
    },
  ],
});
