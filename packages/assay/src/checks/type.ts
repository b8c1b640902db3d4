import { z } from 'zod';
import type { Column, ColumnKind } from '../domain/column.ts';
import { column, type Expr, notNull, truth } from '../sql/expression.ts';
import { type CheckContext, defineCheck, fail, pass, rung } from './check.ts';
import { namedExceptions } from './named-exceptions.ts';
import { isSameType } from './physical-type.ts';
import { nounOf } from './words.ts';

/** Kinds of columns that hold the values of each logical type. */
const kindsOf = {
  string: ['text'],
  integer: ['integer'],
  number: ['integer', 'decimal', 'float'],
  boolean: ['boolean'],
  date: ['date'],
  timestamp: ['timestamp', 'timestamptz'],
  time: ['time'],
  array: ['list'],
  object: ['struct'],
} as const satisfies Record<string, readonly ColumnKind[]>;
type LogicalType = keyof typeof kindsOf;
const logicalTypes = Object.keys(kindsOf) as [LogicalType, ...LogicalType[]];

const params = z
  .strictObject({
    logicalType: z.enum(logicalTypes).optional(),
    physicalType: z.string().optional(),
    /** Values are kept as text in this form. */
    format: z.string().optional(),
  })
  .refine(
    ({ logicalType, physicalType }) => logicalType !== undefined || physicalType !== undefined,
    'logicalType or physicalType',
  );
type TypeParams = z.infer<typeof params>;

const isWholeDecimal = (sqlType: string): boolean => /^(decimal|numeric)\(\d+(,\s*0)?\)$/i.test(sqlType);

const holdsLogical = (type: LogicalType, format: string | undefined, { kind, sqlType }: Column): boolean =>
  kindsOf[type].some((one) => one === kind) ||
  (type === 'integer' && kind === 'decimal' && isWholeDecimal(sqlType)) ||
  (type === 'time' && /^time(\(\d+\))? with time zone$/i.test(sqlType)) ||
  (format !== undefined && kind === 'text' && (type === 'date' || type === 'timestamp' || type === 'time'));

/** What the declared type of the column contradicts; text formats declare none, so there the cells are asked. */
const contradiction = (
  { logicalType, physicalType, format }: TypeParams,
  subject: Column,
): string | undefined => {
  if (logicalType !== undefined && !holdsLogical(logicalType, format, subject)) return logicalType;
  if (
    physicalType !== undefined &&
    subject.uncast === undefined &&
    !isSameType(physicalType, subject.sqlType)
  )
    return physicalType;
  return undefined;
};

const failing = (_params: TypeParams, { subject }: CheckContext): Expr =>
  subject.uncast === undefined ? truth(false) : notNull(column(subject.uncast));

export const type = defineCheck<TypeParams>({
  id: 'type',
  summary: 'The column has the declared type, and in text formats every cell reads as one.',
  why: 'A number that arrives as text sorts, compares and averages as text; one stray word in a file turns a whole column into it.',
  dimension: 'conformity',
  on: 'property',
  params,
  odcs: { type: (args) => args },
  expected: ({ logicalType, physicalType }) =>
    [logicalType, physicalType].filter((one) => one !== undefined).join(', '),
  rungs: (wanted, context) => {
    const { subject } = context;
    const against = contradiction(wanted, subject);
    const found = subject.sqlType;
    if (against !== undefined)
      return [
        rung('facts', {}, () => fail(`${subject.name} is ${found}, not ${against}`, { observed: found })),
      ];
    if (subject.uncast === undefined)
      return [rung('facts', {}, () => pass(`${subject.name} is ${found}`, { observed: found }))];
    return namedExceptions(
      {
        condition: failing(wanted, context),
        noun: nounOf('cell that is no', wanted.logicalType ?? found, 'cells that are no'),
        columns: [subject.uncast],
      },
      context,
    );
  },
  failing,
  examples: [
    {
      title: 'an integer is a number',
      columns: { n: 'integer' },
      rows: [[1]],
      on: 'n',
      params: { logicalType: 'number' },
      expect: { status: 'pass' },
    },
    {
      title: 'a number is no integer',
      columns: { n: 'float' },
      rows: [[1]],
      on: 'n',
      params: { logicalType: 'integer' },
      expect: { status: 'fail', says: 'not integer' },
    },
    {
      title: 'text is no date',
      columns: { day: 'text' },
      rows: [['2024-02-29']],
      on: 'day',
      params: { logicalType: 'date' },
      expect: { status: 'fail', says: 'not date' },
    },
    {
      title: 'text with a format may be a date',
      columns: { day: 'text' },
      rows: [['29.02.2024']],
      on: 'day',
      params: { logicalType: 'date', format: 'dd.MM.yyyy' },
      expect: { status: 'pass' },
    },
    {
      title: 'types by any of their names',
      columns: { name: 'text' },
      rows: [[null]],
      on: 'name',
      params: { physicalType: 'character varying(20)' },
      expect: { status: 'pass' },
    },
    {
      title: 'another physical type',
      columns: { n: 'integer' },
      rows: [],
      on: 'n',
      params: { logicalType: 'integer', physicalType: 'SMALLINT' },
      expect: { status: 'fail', says: 'not SMALLINT' },
    },
  ],
});
