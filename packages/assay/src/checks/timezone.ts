import { z } from 'zod';
import { column, type Expr, matches, not, truth } from '../sql/expression.ts';
import { type CheckContext, defineCheck, fail, pass, RuleUnknown, rung } from './check.ts';
import { namedExceptions } from './named-exceptions.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({ timezone: z.boolean() });
type TimezoneParams = z.infer<typeof params>;

const written = '\\d([Zz]|[+-]\\d{2}(:?\\d{2})?)$';

const failing = ({ timezone: wanted }: TimezoneParams, { subject }: CheckContext): Expr => {
  if (subject.kind !== 'text') return truth(false);
  const hasZone = matches(column(subject.name), written);
  return wanted ? not(hasZone) : hasZone;
};

const expected = ({ timezone: wanted }: TimezoneParams): string =>
  `times ${wanted ? 'with' : 'without'} a zone`;

export const timezone = defineCheck<TimezoneParams>({
  id: 'timezone',
  summary: 'Times carry a zone, or carry none.',
  why: 'A time without a zone is a guess: twice a year it is an hour off, and across sites always.',
  dimension: 'conformity',
  on: 'property',
  params,
  odcs: { 'options.timezone': (args) => args },
  expected,
  rungs: (given, context) => {
    const { subject } = context;
    const noun = nounOf('time', `${given.timezone ? 'without' : 'with'} a zone`);
    if (subject.kind === 'text')
      return namedExceptions({ condition: failing(given, context), noun }, context);
    const zoned = subject.kind === 'timestamptz' || /with time zone$/i.test(subject.sqlType);
    if (!zoned && subject.kind !== 'timestamp' && subject.kind !== 'time')
      throw new RuleUnknown(`${subject.name} is ${subject.sqlType}, no time`);
    const message = `${subject.name} is ${subject.sqlType}: ${expected({ timezone: zoned })}`;
    return [rung('facts', {}, () => (zoned === given.timezone ? pass(message) : fail(message)))];
  },
  failing,
  examples: [
    {
      title: 'a column of zoned times',
      columns: { at: 'timestamptz' },
      rows: [],
      on: 'at',
      params: { timezone: true },
      expect: { status: 'pass' },
    },
    {
      title: 'a column without zones',
      columns: { at: 'timestamp' },
      rows: [],
      on: 'at',
      params: { timezone: true },
      expect: { status: 'fail', says: 'without a zone' },
    },
    {
      title: 'texts',
      columns: { at: 'text' },
      rows: [['2024-01-01T00:00:00Z'], ['2024-01-01T00:00:00+01:00'], ['2024-01-01T00:00:00'], [null]],
      on: 'at',
      params: { timezone: true },
      expect: { status: 'fail', count: 1, failingRows: [2] },
    },
  ],
});
