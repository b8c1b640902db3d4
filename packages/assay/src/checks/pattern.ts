import { z } from 'zod';
import { column, type Expr, matches, not } from '../sql/expression.ts';
import { parsePattern } from '../sql/pattern/parse.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { namedExceptions } from './named-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const params = z.strictObject({ pattern: z.string() });
type PatternParams = z.infer<typeof params>;

const failing = ({ pattern }: PatternParams, { subject }: CheckContext): Expr => {
  parsePattern(pattern);
  return not(matches(column(subject.name), pattern));
};

const noun = ({ pattern }: PatternParams): Noun => nounOf('text', `without a match of ${pattern}`);

export const pattern = defineCheck<PatternParams>({
  id: 'pattern',
  summary:
    'Every text holds a match of a regular expression (ECMA-262, without lookaround and back-references).',
  why: 'Part numbers, lots and tags are built by rules; a text outside them joins to nothing or was typed into the wrong field.',
  dimension: 'conformity',
  on: 'property',
  accepts: ['text'],
  params,
  odcs: { 'options.pattern': (args) => args },
  expected: (given, context) => toleranceText(toleranceOf(context), noun(given)),
  rungs: (given, context) =>
    namedExceptions({ condition: failing(given, context), noun: noun(given) }, context),
  failing,
  examples: [
    {
      title: 'a match anywhere is enough',
      columns: { lot: 'text' },
      rows: [['xx-12'], ['12'], [null]],
      on: 'lot',
      params: { pattern: '\\d{2}' },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'anchored, with a line end at the end',
      columns: { lot: 'text' },
      rows: [['AB12'], ['AB12\n'], ['ab12'], ['']],
      on: 'lot',
      params: { pattern: '^[A-Z]{2}\\d+$' },
      expect: { status: 'fail', count: 3, failingRows: [1, 2, 3] },
    },
    {
      title: 'digits are 0 to 9, letters are Unicode',
      columns: { name: 'text' },
      rows: [['é1'], ['漢1'], ['é١']],
      on: 'name',
      params: { pattern: '^\\p{L}\\d$' },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
    {
      title: 'lookaround is not portable',
      columns: { name: 'text' },
      rows: [['a']],
      on: 'name',
      params: { pattern: '^(?=a)' },
      expect: { status: 'unknown', says: 'lookaround' },
    },
  ],
});
