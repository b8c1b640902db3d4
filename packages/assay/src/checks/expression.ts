import { z } from 'zod';
import { type Expr, not } from '../sql/expression.ts';
import { parseCondition } from '../sql/parse-condition.ts';
import { placeIn } from '../sql/parse-expression.ts';
import { type CheckContext, defineCheck, RuleUnknown } from './check.ts';
import { perOf } from './compared-number.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({
  /** True of a good row, in the grammar of rule expressions. */
  expression: z.string(),
  /** Only rows for which this is true. */
  where: z.string().optional(),
  per: perParam,
});
type ExpressionParams = z.infer<typeof params>;

const conditionOf = (text: string, { columns }: CheckContext): Expr => {
  const parsed = parseCondition(text, columns);
  if ('error' in parsed)
    throw new RuleUnknown(`${text}: ${parsed.error.message}, at ${placeIn(text, parsed.error.offset)}`);
  return parsed.expr;
};

const failing = ({ expression, where }: ExpressionParams, context: CheckContext): Expr => {
  const violated = not(conditionOf(expression, context));
  return where === undefined ? violated : { kind: 'and', args: [conditionOf(where, context), violated] };
};

const conditionText = (text: string, where: string | undefined): string =>
  `${text}${where === undefined ? '' : ` where ${where}`}`;

export const expression = defineCheck<ExpressionParams>({
  id: 'expression',
  summary: 'A condition on several columns is false for no row; a NULL in it violates nothing.',
  why: 'Two sensors that are each in range can contradict each other: a process colder than the air around it, a flow through a closed valve. Only a rule across columns sees that.',
  dimension: 'consistency',
  on: 'either',
  params,
  expected: ({ expression: text, where }, context) =>
    toleranceText(
      toleranceOf(context),
      nounOf('row that violates', conditionText(text, where), 'rows that violate'),
    ),
  rungs: (params, context) =>
    placedExceptions(
      {
        condition: failing(params, context),
        noun: nounOf('row violates', conditionText(params.expression, params.where), 'rows violate'),
        per: perOf(params.per, context),
      },
      context,
    ),
  failing,
  examples: [
    {
      title: 'a process colder than the air; unknown is not violated',
      columns: { process_temp: 'float', air_temp: 'float' },
      rows: [
        [310, 300],
        [299, 300],
        [null, 300],
        [300, 300],
      ],
      params: { expression: 'process_temp > air_temp' },
      expect: {
        status: 'fail',
        count: 2,
        failingRows: [1, 3],
        says: '2 rows violate process_temp > air_temp',
      },
    },
    {
      title: 'only where the machine runs',
      columns: { state: 'text', speed: 'integer' },
      rows: [
        ['run', 900],
        ['stop', 0],
        ['run', 0],
      ],
      params: { expression: 'speed > 0', where: "state = 'run'" },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
    {
      title: 'holds',
      columns: { a: 'integer', b: 'integer' },
      rows: [[1, 2]],
      params: { expression: 'a + 1 = b' },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'what cannot be read is unknown',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { expression: 'a >' },
      expect: { status: 'unknown', says: 'at character' },
    },
  ],
});
