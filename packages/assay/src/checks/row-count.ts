import { z } from 'zod';
import { comparisonText, holds } from '../domain/comparison.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { defineCheck, fail, type Outcome, pass, RuleUnknown, rung } from './check.ts';
import { toleranceText } from './exceptions.ts';
import { nounOf, plural } from './words.ts';

export const rowCount = defineCheck({
  id: 'rowCount',
  summary: 'The number of rows is as agreed.',
  why: 'Half a batch looks like a whole one to everything that reads it row by row.',
  dimension: 'coverage',
  on: 'object',
  params: z.strictObject({}),
  odcs: { 'metric.rowCount': () => ({}) },
  expected: (_params, { comparison }) =>
    comparison === undefined
      ? 'a number of rows'
      : toleranceText({ comparison, unit: 'rows' }, nounOf('row')),
  rungs: (_params, { comparison }) => {
    if (comparison === undefined)
      throw new RuleUnknown('rowCount has no operator: add mustBeGreaterThan or another');
    const judge = (count: number): Outcome => {
      const rest = { observed: count, total: count };
      const message = plural(count, 'row');
      return holds(comparison, count)
        ? pass(message, rest)
        : fail(`${message}, must be ${comparisonText(comparison)}`, rest);
    };
    return [rung('cheap', { rows: ask(rows, {}) }, ({ rows: count }) => judge(count))];
  },
  examples: [
    {
      title: 'too few rows',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { mustBeGreaterThan: 1 },
      expect: { status: 'fail', observed: 1, says: '1 row, must be more than 1' },
    },
    {
      title: 'none at all',
      columns: { a: 'integer' },
      rows: [],
      params: { mustBeBetween: [0, 5] },
      expect: { status: 'pass', observed: 0 },
    },
  ],
});
