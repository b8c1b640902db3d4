import { temporalKinds } from '../domain/column.ts';
import { extent } from '../metrics/extent.ts';
import { ask } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import {
  type AgeParams,
  ageParams,
  ageText,
  distanceText,
  instantOf,
  knownZone,
  momentBefore,
} from './age.ts';
import { defineCheck, fail, pass, rung, unknown } from './check.ts';
import { shortCell } from './words.ts';

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
  rungs: (age, context) => {
    const now = Date.parse(context.now);
    const oldest = momentBefore(now, age);
    const zone = knownZone(context);
    const { name } = context.subject;
    return [
      rung(
        'exact',
        { extent: ask(extent, { column: name }), rows: ask(rows, {}) },
        ({ extent: { max }, rows: total }) => {
          if (max === null)
            return total === 0 ? fail('no row has arrived') : unknown(`${name} holds only NULL`);
          const newest = instantOf(max, zone);
          if (newest === undefined)
            return unknown(`${name} holds ${shortCell(max)}, which is no day of the calendar`);
          const message = `newest ${name} ${shortCell(max)}, ${distanceText(now, newest)}`;
          const observed = (now - newest) / 1000;
          return newest >= oldest
            ? pass(message, { observed })
            : fail(`${message}: older than ${ageText(age)}`, { observed });
        },
      ),
    ];
  },
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
