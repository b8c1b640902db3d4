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
  rungs: (age, context) => {
    const now = Date.parse(context.now);
    const limit = momentBefore(now, age);
    const zone = knownZone(context);
    const { name } = context.subject;
    return [
      rung(
        'exact',
        { extent: ask(extent, { column: name }), rows: ask(rows, {}) },
        ({ extent: { min }, rows: total }) => {
          if (min === null) return total === 0 ? pass('no row is kept') : unknown(`${name} holds only NULL`);
          const oldest = instantOf(min, zone);
          if (oldest === undefined)
            return unknown(`${name} holds ${shortCell(min)}, which is no day of the calendar`);
          const message = `oldest ${name} ${shortCell(min)}, ${distanceText(now, oldest)}`;
          const observed = (now - oldest) / 1000;
          return oldest >= limit
            ? pass(message, { observed })
            : fail(`${message}: kept longer than ${ageText(age)}`, { observed });
        },
      ),
    ];
  },
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
