import { z } from 'zod';
import { call, column, compare, type Expr, number, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { namedExceptions } from './named-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const size = z.int().min(0).optional();
const params = z
  .strictObject({ minLength: size, maxLength: size })
  .refine(
    ({ minLength, maxLength }) => minLength !== undefined || maxLength !== undefined,
    'minLength or maxLength',
  );
type LengthParams = z.infer<typeof params>;

const failing = ({ minLength, maxLength }: LengthParams, { subject }: CheckContext): Expr => {
  const length = call('length', column(subject.name));
  return or(
    ...(minLength === undefined ? [] : [compare(length, '<', number(minLength))]),
    ...(maxLength === undefined ? [] : [compare(length, '>', number(maxLength))]),
  );
};

const noun = ({ minLength, maxLength }: LengthParams): Noun => {
  const parts = [
    ...(minLength === undefined ? [] : [`shorter than ${minLength}`]),
    ...(maxLength === undefined ? [] : [`longer than ${maxLength}`]),
  ];
  const last = maxLength ?? minLength;
  return nounOf('text', `${parts.join(' or ')} ${last === 1 ? 'character' : 'characters'}`);
};

export const length = defineCheck<LengthParams>({
  id: 'length',
  summary: 'Every text is of a length, in Unicode code points.',
  why: 'A text that is too long is cut by the next system, one that is too short was cut by the last one.',
  dimension: 'conformity',
  on: 'property',
  accepts: ['text'],
  params,
  odcs: { 'options.minLength': (args) => args, 'options.maxLength': (args) => args },
  expected: (limits, context) => toleranceText(toleranceOf(context), noun(limits)),
  rungs: (limits, context) =>
    namedExceptions({ condition: failing(limits, context), noun: noun(limits) }, context),
  failing,
  examples: [
    {
      title: 'code points count, not bytes',
      columns: { name: 'text' },
      rows: [['é😀'], ['漢字'], [null]],
      on: 'name',
      params: { minLength: 2, maxLength: 2 },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'too short and too long',
      columns: { name: 'text' },
      rows: [[''], ['ab'], ['abcd']],
      on: 'name',
      params: { minLength: 1, maxLength: 3 },
      expect: { status: 'fail', count: 2, failingRows: [0, 2] },
    },
  ],
});
