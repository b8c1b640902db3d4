import { temporalKinds } from '../domain/column.ts';
import { type AgeParams, ageParams, ageText } from './age.ts';
import { defineCheck, pass } from './check.ts';
import { judgesEdge } from './edge-age.ts';

export const retention = defineCheck<AgeParams>({
  id: 'retention',
  summary: 'The oldest time is no older, seen from the run, than the contract allows.',
  why: 'What must be deleted after some years is a debt as long as it is there, and old processes teach a model what no longer holds.',
  dimension: 'conformity',
  on: 'property',
  accepts: temporalKinds,
  params: ageParams,
  odcs: { 'sla.retention': (args) => args },
  expected: (age) => `an oldest time at most ${ageText(age)} old`,
  rungs: (age, context) =>
    judgesEdge({ edge: 'oldest', ofNoRows: pass('no row is kept'), over: 'kept longer than' }, age, context),
  examples: [
    {
      title: 'three years of the calendar, a leap day among them',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2023-03-01' }], [{ type: 'date', value: '2026-01-01' }]],
      on: 'day',
      params: { value: 3, unit: 'y' },
      now: '2026-03-01T00:00:00.000Z',
      expect: { status: 'pass' },
    },
    {
      title: 'kept too long',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2023-02-28' }], [null]],
      on: 'day',
      params: { value: 3, unit: 'y' },
      now: '2026-03-01T00:00:00.000Z',
      expect: { status: 'fail', says: 'kept longer than 3 years' },
    },
    {
      title: 'no row',
      columns: { day: 'date' },
      rows: [],
      on: 'day',
      params: { value: 1, unit: 'd' },
      expect: { status: 'pass' },
    },
  ],
});
