import { z } from 'zod';
import type { Column } from '../domain/column.ts';
import { nearest } from '../domain/nearest.ts';
import { type CheckContext, ColumnMissing, defineCheck, fail, type Outcome, pass, rung } from './check.ts';

/** How many columns are named where one is missing and none is like it. */
const shownColumns = 10;

const subjectOf = (context: CheckContext): Column | ColumnMissing => {
  try {
    return context.subject;
  } catch (reason) {
    if (reason instanceof ColumnMissing) return reason;
    throw reason;
  }
};

const judgeMissing = (property: string, { others }: ColumnMissing): Outcome => {
  const name = property.slice(property.lastIndexOf('.') + 1);
  const near = nearest(name, others);
  const listed = `${others.slice(0, shownColumns).join(', ')}${others.length > shownColumns ? ' and others' : ''}`;
  return fail(
    `there is no column ${property}: ${near === undefined ? `there are ${listed}` : `is it ${near}?`}`,
  );
};

export const presence = defineCheck({
  id: 'presence',
  summary: 'The column is there.',
  why: 'A renamed or dropped column breaks every reader at once; better that the gate says so, with the name that was meant.',
  dimension: 'conformity',
  on: 'property',
  params: z.strictObject({}),
  odcs: { presence: () => ({}) },
  expected: (_params, { property }) => `a column ${property ?? ''}`,
  rungs: (_params, context) => {
    const { property = '' } = context;
    const found = subjectOf(context);
    return [
      rung('facts', {}, () =>
        found instanceof ColumnMissing ? judgeMissing(property, found) : pass(`${found.name} is there`),
      ),
    ];
  },
  examples: [
    {
      title: 'case is ignored where only one column fits',
      columns: { Temp: 'float' },
      rows: [],
      on: 'temp',
      params: {},
      expect: { status: 'pass' },
    },
    {
      title: 'a renamed column',
      columns: { temperature: 'float' },
      rows: [[21]],
      on: 'temperatur',
      params: {},
      expect: { status: 'fail', says: 'is it temperature?' },
    },
    {
      title: 'a name that is like no other',
      columns: { id: 'integer', ts: 'timestamp' },
      rows: [],
      on: 'pressure',
      params: {},
      expect: { status: 'fail', says: 'there are id, ts' },
    },
  ],
});
