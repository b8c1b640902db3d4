import { z } from 'zod';
import { call, column, compare, type Expr, number, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { countsExceptions, toleranceOf, toleranceText } from './exceptions.ts';
import { type Noun, nounOf, plural } from './words.ts';

const size = z.int().min(0).optional();
const params = z
  .strictObject({ minItems: size, maxItems: size, uniqueItems: z.boolean().optional() })
  .refine(
    (given) => Object.values(given).some((one) => one !== undefined),
    'minItems, maxItems or uniqueItems',
  );
type ItemsParams = z.infer<typeof params>;

const failing = ({ minItems, maxItems, uniqueItems }: ItemsParams, { subject }: CheckContext): Expr => {
  const list = column(subject.name);
  const items = call('listLength', list);
  return or(
    ...(minItems === undefined ? [] : [compare(items, '<', number(minItems))]),
    ...(maxItems === undefined ? [] : [compare(items, '>', number(maxItems))]),
    ...(uniqueItems ? [compare(call('listDistinctLength', list), '<', items)] : []),
  );
};

const noun = ({ minItems, maxItems, uniqueItems }: ItemsParams): Noun => {
  const parts = [
    ...(minItems === undefined ? [] : [`fewer than ${plural(minItems, 'item')}`]),
    ...(maxItems === undefined ? [] : [`more than ${plural(maxItems, 'item')}`]),
    ...(uniqueItems ? ['an item twice'] : []),
  ];
  return nounOf('list', `with ${parts.join(' or ')}`);
};

export const arrayItems = defineCheck<ItemsParams>({
  id: 'arrayItems',
  summary: 'Every list has as many items as agreed, and none twice where so agreed.',
  why: 'A vector of another length shifts every feature after it; an empty list is a gap that no NULL count shows.',
  dimension: 'conformity',
  on: 'property',
  accepts: ['list'],
  params,
  odcs: {
    'options.minItems': (args) => args,
    'options.maxItems': (args) => args,
    'options.uniqueItems': (args) => args,
  },
  expected: (given, context) => toleranceText(toleranceOf(context), noun(given)),
  rungs: (given, context) => [countsExceptions(failing(given, context), toleranceOf(context), noun(given))],
  failing,
  examples: [
    {
      title: 'too few, too many; NULL violates nothing, an empty list does',
      columns: { tags: 'list' },
      rows: [['["a"]'], ['[]'], [null], ['["a","b","c"]']],
      on: 'tags',
      params: { minItems: 1, maxItems: 2 },
      expect: {
        status: 'fail',
        count: 2,
        failingRows: [1, 3],
        says: '2 lists with fewer than 1 item or more than 2 items',
      },
    },
    {
      title: 'no item twice',
      columns: { tags: 'list' },
      rows: [['["a","b"]'], ['["a","a"]'], ['[]'], ['[null,"a"]'], ['[null,null]']],
      on: 'tags',
      params: { uniqueItems: true },
      expect: { status: 'fail', count: 2, failingRows: [1, 4] },
    },
    {
      title: 'items may repeat',
      columns: { tags: 'list' },
      rows: [['["a","a"]']],
      on: 'tags',
      params: { uniqueItems: false },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
