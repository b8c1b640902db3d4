import { z } from 'zod';
import { findColumn } from '../domain/find-column.ts';
import { nearest } from '../domain/nearest.ts';
import { defineCheck, fail, pass, RuleUnknown, rung } from './check.ts';

/** How many columns are named where one is missing and none is like it. */
const shownColumns = 10;

export const presence = defineCheck({
  id: 'presence',
  summary: 'The column is there.',
  why: 'A renamed or dropped column breaks every reader at once; better that the gate says so, with the name that was meant.',
  dimension: 'conformity',
  on: 'property',
  params: z.strictObject({}),
  odcs: { presence: () => ({}) },
  expected: (_params, { property }) => `a column ${property ?? ''}`,
  rungs: (_params, { property, columns }) => {
    if (property === undefined)
      throw new RuleUnknown('presence judges one property: write it under a property');
    const found = findColumn(columns, property);
    const names = columns.map(({ name }) => name);
    const near = nearest(property, names);
    const listed = `${names.slice(0, shownColumns).join(', ')}${names.length > shownColumns ? ' and others' : ''}`;
    const hint = near === undefined ? `there are ${listed}` : `is it ${near}?`;
    return [
      rung('facts', {}, () =>
        found === undefined
          ? fail(`there is no column ${property}: ${hint}`)
          : pass(`${found.name} is there`),
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
