import { z } from 'zod';
import type { Expr } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { assertComparable, orphanRow } from './orphan-rows.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const names = z.union([z.string().transform((name) => [name]), z.array(z.string()).min(1)]);
const params = z
  .strictObject({ dataset: z.string(), references: names.optional(), columns: names.optional() })
  .refine(
    ({ columns, references }) =>
      columns === undefined || references === undefined || columns.length === references.length,
    'as many references as columns',
  );
type OrphansParams = z.infer<typeof params>;

const sides = ({ dataset, columns, references }: OrphansParams, context: CheckContext) => {
  const keys = columns === undefined ? [context.subject] : columns.map((name) => context.column(name));
  const other = context.dataset(dataset);
  const referenced = (references ?? keys.map(({ name }) => name)).map((name) => other.column(name));
  assertComparable(keys, dataset, referenced);
  return { keys, referenced: { table: other.table, columns: referenced } };
};

const failing = (orphans: OrphansParams, context: CheckContext): Expr => {
  const { keys, referenced } = sides(orphans, context);
  return orphanRow(keys, referenced);
};

const noun = (dataset: string): Noun => nounOf('row', `with a key that ${dataset} lacks`);

export const orphans = defineCheck<OrphansParams>({
  id: 'orphans',
  summary: 'Every key is known in another dataset.',
  why: 'Readings of a sensor that no register knows, or of an order that does not exist, vanish in the next join, and with them the very cases nobody expected.',
  dimension: 'consistency',
  on: 'either',
  params,
  expected: ({ dataset }, context) => toleranceText(toleranceOf(context), noun(dataset)),
  rungs: (orphans, context) =>
    placedExceptions(
      {
        condition: failing(orphans, context),
        noun: noun(orphans.dataset),
        per: sides(orphans, context).keys.map(({ name }) => name),
      },
      context,
    ),
  failing,
  examples: [
    {
      title: 'a sensor that the register lacks; NULL refers to nothing',
      columns: { sensor_id: 'integer' },
      rows: [[1], [9], [null], [9], [4]],
      on: 'sensor_id',
      params: { dataset: 'sensors', references: 'id' },
      datasets: { sensors: { columns: { id: 'integer' }, rows: [[1], [2], [null]] } },
      expect: {
        status: 'fail',
        count: 3,
        failingRows: [1, 3, 4],
        says: '3 rows with a key that sensors lacks of 5 (60 %): sensor 9 (2 rows), sensor 4 (1 row)',
      },
    },
    {
      title: 'a key of two columns',
      columns: { plant: 'text', line: 'integer' },
      rows: [
        ['a', 1],
        ['b', 1],
        ['b', null],
      ],
      params: { columns: ['plant', 'line'], dataset: 'lines' },
      datasets: {
        lines: {
          columns: { plant: 'text', line: 'integer' },
          rows: [
            ['a', 1],
            ['b', 2],
          ],
        },
      },
      expect: { status: 'fail', count: 1, failingRows: [1], says: 'plant b, line 1' },
    },
    {
      title: 'all known',
      columns: { sensor_id: 'integer' },
      rows: [[1], [2]],
      on: 'sensor_id',
      params: { dataset: 'sensors', references: 'id' },
      datasets: { sensors: { columns: { id: 'integer' }, rows: [[1], [2], [3]] } },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'a dataset out of reach',
      columns: { sensor_id: 'integer' },
      rows: [[1]],
      on: 'sensor_id',
      params: { dataset: 'nowhere' },
      expect: { status: 'unknown', says: 'nowhere' },
    },
  ],
});
