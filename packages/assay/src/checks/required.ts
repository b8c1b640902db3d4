import { z } from 'zod';
import { nulls } from '../metrics/nulls.ts';
import { ask } from '../metrics/request.ts';
import { and, column, isNull } from '../sql/expression.ts';
import { type CheckContext, defineCheck, rung } from './check.ts';
import { countsExceptions, judgeExceptions, toleranceOf, toleranceText } from './exceptions.ts';

/** A cell that did not cast is present, only of the wrong type: it is not missing. */
const missing = ({ subject }: CheckContext) =>
  subject.uncast === undefined ? isNull(column(subject.name)) : and(isNull(column(subject.name)), isNull(column(subject.uncast)));

export const required = defineCheck({
  id: 'required',
  summary: 'Every row has a value.',
  why: 'A missing value is silently dropped by one model and filled with a guess by the next; both answer as if it had been there.',
  dimension: 'completeness',
  on: 'property',
  params: z.strictObject({}),
  odcs: { required: () => ({}), 'metric.nullValues': () => ({}) },
  expected: (_params, context) => toleranceText(toleranceOf(context), 'NULLs'),
  rungs: (_params, context) => {
    const tolerance = toleranceOf(context);
    const count = rung('cheap', { nulls: ask(nulls, { column: context.subject.name }) }, ({ nulls: found }) =>
      context.subject.uncast === undefined || found.nulls === 0 ? judgeExceptions(found.nulls, found.rows, tolerance, 'NULLs') : undefined,
    );
    return [count, countsExceptions(missing(context), tolerance, 'NULLs')];
  },
  failing: (_params, context) => missing(context),
  examples: [
    {
      title: 'a NULL fails, an empty text does not',
      columns: { name: 'text' },
      rows: [['a'], [null], ['']],
      on: 'name',
      params: {},
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    { title: 'no row is missing anything', columns: { name: 'text' }, rows: [], on: 'name', params: {}, expect: { status: 'pass', count: 0 } },
  ],
});
