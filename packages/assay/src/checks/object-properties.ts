import { z } from 'zod';
import { and, call, column, compare, type Expr, not, notNull, number, or, text } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { countsExceptions, toleranceOf, toleranceText } from './exceptions.ts';
import { type Noun, nounOf, plural } from './words.ts';

const size = z.int().min(0).optional();
const params = z
  .strictObject({ minProperties: size, maxProperties: size, required: z.array(z.string()).min(1).optional() })
  .refine(
    (given) => Object.values(given).some((one) => one !== undefined),
    'minProperties, maxProperties or required',
  );
type PropertiesParams = z.infer<typeof params>;

const failing = (
  { minProperties, maxProperties, required = [] }: PropertiesParams,
  { subject }: CheckContext,
): Expr => {
  const object = column(subject.name);
  const count = call('fieldCount', object);
  return and(
    notNull(object),
    or(
      ...(minProperties === undefined ? [] : [compare(count, '<', number(minProperties))]),
      ...(maxProperties === undefined ? [] : [compare(count, '>', number(maxProperties))]),
      ...required.map((name) => not(call('hasField', object, text(name)))),
    ),
  );
};

const properties = (count: number): string => plural(count, 'property', 'properties');

const noun = ({ minProperties, maxProperties, required }: PropertiesParams): Noun => {
  const parts = [
    ...(minProperties === undefined ? [] : [`fewer than ${properties(minProperties)}`]),
    ...(maxProperties === undefined ? [] : [`more than ${properties(maxProperties)}`]),
    ...(required === undefined ? [] : [`no ${required.join(' or ')}`]),
  ];
  return nounOf('object', `with ${parts.join(' or ')}`);
};

export const objectProperties = defineCheck<PropertiesParams>({
  id: 'objectProperties',
  summary:
    'Every object has the properties it must have, and as many as agreed; a property that is null is not there.',
  why: 'A field that is missing deep in a record shows in no count of a column, only in the reader that stumbles over it.',
  dimension: 'conformity',
  on: 'property',
  accepts: ['struct'],
  params,
  odcs: {
    'options.minProperties': (args) => args,
    'options.maxProperties': (args) => args,
    'options.required': (args) => args,
  },
  expected: (given, context) => toleranceText(toleranceOf(context), noun(given)),
  rungs: (given, context) => [countsExceptions(failing(given, context), toleranceOf(context), noun(given))],
  failing,
  examples: [
    {
      title: 'a null property is not there; NULL violates nothing',
      columns: { address: 'struct' },
      rows: [['{"zip": "1010", "city": "Wien"}'], ['{"zip": null}'], [null], ['{}']],
      on: 'address',
      params: { required: ['zip'] },
      expect: { status: 'fail', count: 2, failingRows: [1, 3] },
    },
    {
      title: 'names of any kind',
      columns: { a: 'struct' },
      rows: [['{"a/b~\'c": 1, "d": {}}']],
      on: 'a',
      params: { required: ["a/b~'c"], minProperties: 2, maxProperties: 2 },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
