import { z } from 'zod';
import { defineCheck, fail, pass, RuleUnknown, rung } from './check.ts';

const params = z
  .strictObject({
    from: z.unknown().optional(),
    supportedUntil: z.unknown().optional(),
    until: z.unknown().optional(),
  })
  .refine(
    (given) => Object.values(given).filter((one) => one !== undefined).length === 1,
    'one of from, supportedUntil, until',
  );
type LifecycleParams = z.infer<typeof params>;

const dayMillis = 86_400_000;

/** Days are whole: a period that begins with a day begins at its start in UTC, one that ends with a day includes it. */
const momentOf = (written: unknown, edge: 'start' | 'end'): number => {
  const text = typeof written === 'string' ? written.trim() : '';
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const millis = /^\d{4}-\d\d-\d\d([Tt ]|$)/.test(text)
    ? Date.parse(isDay || /([Zz]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
    : Number.NaN;
  if (Number.isNaN(millis))
    throw new RuleUnknown(`${JSON.stringify(written)} is no day or time: write it as 2032-05-12`);
  return isDay && edge === 'end' ? millis + dayMillis : millis;
};

const judge = ({ from, supportedUntil, until }: LifecycleParams, now: number) => {
  if (from !== undefined)
    return {
      holds: now >= momentOf(from, 'start'),
      yes: `available since ${from}`,
      no: `not available before ${from}`,
    };
  const [end, what] = until === undefined ? [supportedUntil, 'support'] : [until, 'life'];
  return {
    holds: now < momentOf(end, 'end'),
    yes: `its ${what} ends on ${end}`,
    no: `its ${what} ended on ${end}`,
  };
};

export const lifecycle = defineCheck<LifecycleParams>({
  id: 'lifecycle',
  summary: 'The dataset is generally available, supported, and not at the end of its life.',
  why: 'A dataset nobody maintains any more still answers queries; the contract says from when on it should not be trusted.',
  dimension: 'timeliness',
  on: 'either',
  params,
  odcs: {
    'sla.generalAvailability': ({ value }) => ({ from: value }),
    'sla.endOfSupport': ({ value }) => ({ supportedUntil: value }),
    'sla.endOfLife': ({ value }) => ({ until: value }),
  },
  expected: ({ from, supportedUntil, until }) =>
    from === undefined
      ? `${until === undefined ? 'support' : 'life'} until ${until ?? supportedUntil}`
      : `availability from ${from}`,
  rungs: (given, { now }) => {
    const { holds, yes, no } = judge(given, Date.parse(now));
    return [rung('facts', {}, () => (holds ? pass(yes) : fail(no)))];
  },
  examples: [
    {
      title: 'the last day is included',
      columns: { a: 'integer' },
      rows: [],
      params: { until: '2025-12-31' },
      now: '2025-12-31T23:59:59.999Z',
      expect: { status: 'pass' },
    },
    {
      title: 'at the end of its life',
      columns: { a: 'integer' },
      rows: [],
      params: { until: '2025-12-31' },
      now: '2026-01-01T00:00:00.000Z',
      expect: { status: 'fail', says: 'its life ended' },
    },
    {
      title: 'support ends at an hour',
      columns: { a: 'integer' },
      rows: [],
      params: { supportedUntil: '2026-01-01T12:00:00+02:00' },
      now: '2026-01-01T10:00:00.000Z',
      expect: { status: 'fail' },
    },
    {
      title: 'not yet available',
      columns: { a: 'integer' },
      rows: [],
      params: { from: '2026-02-01' },
      now: '2026-01-01T00:00:00.000Z',
      expect: { status: 'fail', says: 'not available before' },
    },
    {
      title: 'a word is no day',
      columns: { a: 'integer' },
      rows: [],
      params: { from: 'soon' },
      expect: { status: 'unknown', says: 'soon' },
    },
  ],
});
