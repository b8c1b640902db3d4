import { z } from 'zod';
import { dependency } from '../metrics/dependency.ts';
import { maxable } from '../metrics/in-order.ts';
import { ask } from '../metrics/request.ts';
import { column, type Expr } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { perOf } from './compared-number.ts';
import { provesNone, toleranceOf, toleranceText } from './exceptions.ts';
import { againstMajority } from './majority.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const params = z.strictObject({
  determinant: z.union([z.string().transform((name) => [name]), z.array(z.string()).min(1)]),
  /** The column that is determined, for a rule on the whole object. */
  dependent: z.string().optional(),
});
type DependencyParams = z.infer<typeof params>;

const sides = ({ determinant, dependent }: DependencyParams, context: CheckContext) => ({
  keys: perOf(determinant, context),
  value: dependent === undefined ? context.subject : context.column(dependent),
});

const failing = (params: DependencyParams, context: CheckContext): Expr => {
  const { keys, value } = sides(params, context);
  return againstMajority(
    keys.map((name) => column(name)),
    column(value.name),
  );
};

const noun = (keys: readonly string[], dependent: string): Noun =>
  nounOf(
    `row whose ${dependent} is not that of most rows with its`,
    keys.join(', '),
    `rows whose ${dependent} is not that of most rows with their`,
  );

export const functionalDependency = defineCheck<DependencyParams>({
  id: 'functionalDependency',
  summary: 'Rows with the same key agree on another column.',
  why: 'One machine has one line, one article one weight. Where rows disagree, master data were changed halfway or two systems were merged, and a join picks one of them by chance.',
  dimension: 'consistency',
  on: 'either',
  params,
  expected: (params, context) => {
    const { keys, value } = sides(params, context);
    return toleranceText(toleranceOf(context), noun(keys, value.name));
  },
  rungs: (params, context) => {
    const { keys, value } = sides(params, context);
    const asked = { determinant: keys.map((name) => column(name)), dependent: maxable(value) };
    return [
      provesNone(
        { found: ask(dependency, asked) },
        toleranceOf(context),
        noun(keys, value.name),
        ({ found }) => found.conflicting === 0,
      ),
      ...placedExceptions(
        { condition: failing(params, context), noun: noun(keys, value.name), per: keys },
        context,
      ),
    ];
  },
  failing,
  examples: [
    {
      title: 'one row puts machine 4 on another line',
      columns: { machine_id: 'integer', line: 'text' },
      rows: [
        [4, 'A'],
        [4, 'A'],
        [4, 'B'],
        [5, 'B'],
        [null, 'A'],
        [null, 'B'],
        [5, null],
      ],
      params: { determinant: 'machine_id', dependent: 'line' },
      expect: { status: 'fail', count: 1, failingRows: [2], says: 'machine 4' },
    },
    {
      title: 'without a majority, nobody is right',
      columns: { a: 'text', b: 'text', ok: 'boolean' },
      rows: [
        ['x', 'y', true],
        ['x', 'y', false],
        ['x', 'z', true],
      ],
      on: 'ok',
      params: { determinant: ['a', 'b'] },
      expect: { status: 'fail', count: 2, failingRows: [0, 1], says: 'a x, b y' },
    },
    {
      title: 'they agree',
      columns: { a: 'integer', b: 'float' },
      rows: [
        [1, 2],
        [1, 2],
        [2, 2],
      ],
      on: 'b',
      params: { determinant: 'a' },
      expect: { status: 'pass', count: 0, failingRows: [] },
    },
  ],
});
