import { temporalKinds } from '../domain/column.ts';
import { type AgeParams, ageParams, ageText } from './age.ts';
import { defineCheck, fail } from './check.ts';
import { judgesEdge } from './edge-age.ts';

export const latency = defineCheck<AgeParams>({
  id: 'latency',
  summary: 'The newest time is no older, seen from the run, than the contract promises.',
  why: 'Data that stopped coming look perfect: every row in them is valid, only old.',
  dimension: 'timeliness',
  on: 'property',
  accepts: temporalKinds,
  params: ageParams,
  odcs: { 'sla.latency': (args) => args },
  expected: (age) => `a newest time at most ${ageText(age)} old`,
  rungs: (age, context) =>
    judgesEdge({ edge: 'newest', ofNoRows: fail('no row has arrived'), over: 'older than' }, age, context),
  examples: [
    {
      title: 'fresh enough, to the second',
      columns: { at: 'timestamptz' },
      rows: [[{ type: 'timestamp', value: '2025-12-31T20:00:00Z' }], [null]],
      on: 'at',
      params: { value: 4, unit: 'h' },
      now: '2026-01-01T00:00:00.000Z',
      expect: { status: 'pass', observed: 14_400 },
    },
    {
      title: 'stale',
      columns: { at: 'timestamp' },
      rows: [[{ type: 'timestamp', value: '2025-12-31T19:59:59' }]],
      on: 'at',
      params: { value: 4, unit: 'h' },
      now: '2026-01-01T00:00:00.000Z',
      expect: { status: 'fail', says: 'older than 4 hours' },
    },
    {
      title: 'no row',
      columns: { at: 'timestamp' },
      rows: [],
      on: 'at',
      params: { value: 4, unit: 'h' },
      expect: { status: 'fail', says: 'no row' },
    },
    {
      title: 'only NULL',
      columns: { at: 'timestamp' },
      rows: [[null]],
      on: 'at',
      params: { value: 4, unit: 'h' },
      expect: { status: 'unknown', says: 'only NULL' },
    },
    {
      title: 'a month of the calendar',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2026-02-28' }]],
      on: 'day',
      params: { value: 1, unit: 'mo' },
      now: '2026-03-31T00:00:00.000Z',
      expect: { status: 'pass' },
    },
    {
      title: 'a time beyond the calendar',
      columns: { at: 'timestamp' },
      rows: [[{ type: 'timestamp', value: 'infinity' }]],
      on: 'at',
      params: { value: 4, unit: 'h' },
      expect: { status: 'unknown' },
    },
  ],
});
