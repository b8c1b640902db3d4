import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { arithmetic, call, column, compare, type Expr, number } from '../sql/expression.ts';
import { type CheckContext, defineCheck, RuleUnknown } from './check.ts';
import { perOf } from './compared-number.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { valueText } from './words.ts';

const params = z.strictObject({
  parts: z.array(z.string()).min(1),
  /** How far the sum may be from the whole. */
  tolerance: z.number().nonnegative().default(0),
  per: perParam,
});
type SumOfParams = z.infer<typeof params>;

const difference = ({ parts }: SumOfParams, context: CheckContext): Expr => {
  const [first, ...rest] = parts.map((name) => {
    const part = context.column(name);
    if (!numericKinds.includes(part.kind))
      throw new RuleUnknown(`${part.name} is ${part.sqlType}, no number`);
    return column(part.name);
  });
  const total = rest.reduce((sum, part) => arithmetic(sum, '+', part), first ?? number(0));
  return call('abs', arithmetic(column(context.subject.name), '-', total));
};

const condition = (params: SumOfParams, context: CheckContext): Expr =>
  compare(difference(params, context), '>', number(params.tolerance));

export const sumOf = defineCheck<SumOfParams>({
  id: 'sumOf',
  summary: 'A total is the sum of its parts, within a tolerance; rows with a NULL among them are not judged.',
  why: 'Three phases make the total, inflow minus losses makes the outflow. Where the balance does not close, one meter is wrong, swapped or missing.',
  dimension: 'consistency',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: ({ parts, tolerance }, context) =>
    toleranceText(
      toleranceOf(context),
      `rows in which ${parts.join(' + ')} is off by more than ${valueText(tolerance)}`,
    ),
  rungs: (params, context) =>
    placedExceptions(
      {
        condition: condition(params, context),
        noun: (count) =>
          `${count === 1 ? 'row' : 'rows'} in which ${params.parts.join(' + ')} is off by more than ${valueText(params.tolerance)}`,
        per: perOf(params.per, context),
        worst: { value: difference(params, context), text: (largest) => `at most ${valueText(largest)} off` },
      },
      context,
    ),
  failing: condition,
  examples: [
    {
      title: 'three phases',
      columns: { total: 'float', l1: 'float', l2: 'float', l3: 'integer' },
      rows: [
        [6, 1, 2, 3],
        [6.05, 1, 2, 3],
        [9, 1, 2, 3],
        [null, 1, 2, 3],
        [5, null, 2, 3],
      ],
      on: 'total',
      params: { parts: ['l1', 'l2', 'l3'], tolerance: 0.1 },
      expect: {
        status: 'fail',
        count: 1,
        failingRows: [2],
        says: '1 row in which l1 + l2 + l3 is off by more than 0.1 of 5 (20 %); at most 3 off',
      },
    },
    {
      title: 'exact to the cent',
      columns: { total: 'decimal', a: 'decimal', b: 'decimal' },
      rows: [[0.3, 0.1, 0.2]],
      on: 'total',
      params: { parts: ['a', 'b'] },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
