import { z } from 'zod';
import { column, type Expr, matches, not, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck, notApplicable, RuleUnknown, rung } from './check.ts';
import { datePatterns } from './date-patterns.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { namedExceptions } from './named-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const params = z.strictObject({ format: z.string().min(1) });
type DateFormatParams = z.infer<typeof params>;

const failing = ({ format }: DateFormatParams, { subject }: CheckContext): Expr => {
  const patterns = datePatterns(format);
  if (typeof patterns === 'string') throw new RuleUnknown(`the format ${format} ${patterns}`);
  return not(or(...patterns.map((pattern) => matches(column(subject.name), pattern))));
};

const noun = ({ format }: DateFormatParams): Noun => nounOf('text that is no', format, 'texts that are no');
const odcs = {
  'options.format@date': (args: object) => ({ ...args }),
  'options.format@timestamp': (args: object) => ({ ...args }),
  'options.format@time': (args: object) => ({ ...args }),
};

export const dateFormat = defineCheck<DateFormatParams>({
  id: 'dateFormat',
  summary:
    'Every text is a date or time that exists, in a form of Java’s DateTimeFormatter (names in English) or ISO 8601.',
  why: '03/04 is March in one file and April in the next; 31 April is silently 1 May in some readers and NULL in others.',
  dimension: 'conformity',
  on: 'property',
  params,
  odcs,
  expected: (given, context) => toleranceText(toleranceOf(context), noun(given)),
  rungs: (given, context) => {
    const { subject } = context;
    if (subject.kind !== 'text')
      return [
        rung('facts', {}, () =>
          notApplicable(
            subject.uncast === undefined
              ? `${subject.name} is ${subject.sqlType}: a format is about texts`
              : `${subject.name} was read by it as ${subject.sqlType}: type counts the cells that did not fit`,
          ),
        ),
      ];
    return namedExceptions({ condition: failing(given, context), noun: noun(given) }, context);
  },
  failing: (given, context) =>
    context.subject.kind === 'text' ? failing(given, context) : { kind: 'literal', value: false },
  examples: [
    {
      title: 'days that exist, leap years included',
      columns: { day: 'text' },
      rows: [
        ['29.2.2024'],
        ['29.02.2023'],
        ['29.02.1900'],
        ['29.02.2000'],
        ['31.4.2024'],
        ['1.13.2024'],
        [null],
        ['2024-01-01'],
      ],
      on: 'day',
      params: { format: 'd.M.yyyy' },
      expect: { status: 'fail', count: 5, failingRows: [1, 2, 4, 5, 7] },
    },
    {
      title: 'ISO 8601, with or without a zone',
      columns: { at: 'text' },
      rows: [
        ['2024-02-29T23:59:59.123Z'],
        ['2024-02-29T23:59:59+02:00'],
        ['2024-02-29T23:59'],
        ['2024-02-30T00:00:00Z'],
        ['2024-02-29 10:00:00'],
        ['2024-02-29T24:00:00Z'],
      ],
      on: 'at',
      params: { format: 'YYYY-MM-DDTHH:mm:ss.SSSZ' },
      expect: { status: 'fail', count: 3, failingRows: [3, 4, 5] },
    },
    {
      title: 'quoted text and a bare T',
      columns: { at: 'text' },
      rows: [['20240229T235959'], ["o'clock 7"]],
      on: 'at',
      params: { format: 'yyyyMMddTHHmmss' },
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    {
      title: 'half days',
      columns: { at: 'text' },
      rows: [['12:05 AM'], ['1:05 PM']],
      on: 'at',
      params: { format: 'h:mm a' },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'a typed column has no form',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2024-01-01' }]],
      on: 'day',
      params: { format: 'dd.MM.yyyy' },
      expect: { status: 'not-applicable' },
    },
    {
      title: 'names of months and days, in English',
      columns: { day: 'text' },
      rows: [
        ['Thu, 29 Feb 2024'],
        ['Thu, 29 Feb 2023'],
        ['Wed, 1 May 2024'],
        ['wed, 1 may 2024'],
        ['Wed, 31 Sep 2025'],
        ['Mi, 1 Mai 2024'],
      ],
      on: 'day',
      params: { format: 'EEE, d MMM yyyy' },
      expect: { status: 'fail', count: 4, failingRows: [1, 3, 4, 5] },
    },
    {
      title: 'the whole name of a month',
      columns: { day: 'text' },
      rows: [['February 29, 2024'], ['Feb 29, 2024'], ['April 31, 2024']],
      on: 'day',
      params: { format: 'MMMM d, yyyy' },
      expect: { status: 'fail', count: 2, failingRows: [1, 2] },
    },
    {
      title: 'sections in brackets may be left out',
      columns: { at: 'text' },
      rows: [
        ['2024-02-29'],
        ['2024-02-29 10:00'],
        ['2024-02-29 10:00:59'],
        ['2024-02-29 10'],
        ['2023-02-29 10:00'],
        ['2024-02-29 [10:00]'],
      ],
      on: 'at',
      params: { format: 'yyyy-MM-dd[ HH:mm[:ss]]' },
      expect: { status: 'fail', count: 3, failingRows: [3, 4, 5] },
    },
    {
      title: 'weeks are not read',
      columns: { day: 'text' },
      rows: [['2024-W09']],
      on: 'day',
      params: { format: "YYYY-'W'ww" },
      expect: { status: 'unknown', says: 'YYYY' },
    },
  ],
});
