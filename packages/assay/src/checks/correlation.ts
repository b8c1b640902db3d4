import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { correlation as correlationMetric } from '../metrics/correlation.ts';
import { defineCheck, RuleUnknown } from './check.ts';
import { comparesNumber, comparisonOf, demandText, perOf } from './compared-number.ts';
import { perParam } from './groups.ts';

/** Two points always lie on a line. */
const fewestPairs = 3;

const params = z.strictObject({ with: z.string(), per: perParam });

export const correlation = defineCheck<z.infer<typeof params>>({
  id: 'correlation',
  summary: 'The linear correlation of two columns, or of each group of rows, is as agreed.',
  why: 'Two sensors on one shaft, inlet and outlet: they move together. When they no longer do, one of them is loose or two channels were swapped, though each value is plausible.',
  dimension: 'consistency',
  on: 'property',
  accepts: numericKinds,
  params,
  expected: ({ with: other, per }, context) => demandText(`correlation with ${other}`, per, context),
  rungs: ({ with: other, per }, context) => {
    const second = context.column(other);
    if (!numericKinds.includes(second.kind))
      throw new RuleUnknown(`${second.name} is ${second.sqlType}, no number`);
    const number = {
      noun: `correlation with ${second.name}`,
      per: perOf(per, context),
      without: `one of the two does not vary, or fewer than ${fewestPairs} rows have both`,
    };
    const asked = { column: context.subject.name, with: second.name };
    return [
      comparesNumber(
        'exact',
        correlationMetric,
        asked,
        ({ pairs, correlation: found }) => (pairs < fewestPairs ? null : found),
        comparisonOf(context, 'correlation'),
        number,
      ),
    ];
  },
  examples: [
    {
      title: 'they move together',
      columns: { a: 'float', b: 'integer' },
      rows: [
        [1, 10],
        [2, 20],
        [3, 30],
        [null, 5],
      ],
      on: 'a',
      params: { with: 'b', mustBeGreaterThan: 0.99 },
      expect: { status: 'pass' },
    },
    {
      title: 'on one machine they no longer do',
      columns: { machine: 'text', a: 'float', b: 'float' },
      rows: [
        ['m', 1, 1],
        ['m', 2, 2],
        ['m', 3, 3],
        ['n', 1, 3],
        ['n', 2, 2],
        ['n', 3, 1],
      ],
      on: 'a',
      params: { with: 'b', per: 'machine', mustBeGreaterThan: 0.5 },
      expect: { status: 'fail', says: 'machine n: correlation with b -1' },
    },
    {
      title: 'two points always lie on a line, which says nothing',
      columns: { a: 'float', b: 'float' },
      rows: [
        [1, 5],
        [2, 7],
        [3, null],
      ],
      on: 'a',
      params: { with: 'b', mustBeGreaterThan: 0.5 },
      expect: { status: 'unknown', says: 'fewer than 3 rows have both' },
    },
    {
      title: 'a constant correlates with nothing',
      columns: { a: 'float', b: 'float' },
      rows: [
        [1, 1],
        [1, 2],
      ],
      on: 'a',
      params: { with: 'b', mustBeGreaterThan: 0 },
      expect: { status: 'unknown' },
    },
  ],
});
