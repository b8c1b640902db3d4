import { z } from 'zod';
import { type Cell, cellText, taggedSchema } from '../domain/cell.ts';
import { scalarKinds, temporalKinds } from '../domain/column.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { nulls } from '../metrics/nulls.ts';
import { ask } from '../metrics/request.ts';
import { rowsWithValues } from '../metrics/rows-with-values.ts';
import { valueSet } from '../metrics/value-set.ts';
import { and, call, column, type Expr, isIn, matches, not, notNull, or } from '../sql/expression.ts';
import { parsePattern } from '../sql/pattern/parse.ts';
import { type CheckContext, defineCheck, RuleUnknown, type Rung } from './check.ts';
import { provesNone, toleranceOf, toleranceText } from './exceptions.ts';
import { listedCell, listedValues } from './listed-values.ts';
import { namedExceptions } from './named-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const listed = z.union([z.string(), z.number(), z.boolean(), z.null(), taggedSchema]);
const params = z
  .strictObject({ validValues: z.array(listed).min(1).optional(), pattern: z.string().optional() })
  .refine(
    ({ validValues, pattern }) => validValues !== undefined || pattern !== undefined,
    'validValues or pattern',
  );
type InvalidParams = z.infer<typeof params>;

/** More values than this are not fetched to prove that all of them are valid. */
const mostProven = 10_000;

const validOf = ({ validValues = [] }: InvalidParams, { subject, timezone }: CheckContext) => {
  const written = validValues.filter((value) => value !== null);
  const found = listedValues(written, subject, timezone);
  if (subject.kind === 'time' || temporalKinds.includes(subject.kind)) {
    const strange = written.findIndex((value) => listedCell(value, subject, timezone) === undefined);
    if (strange >= 0)
      throw new RuleUnknown(
        `${subject.name} is ${subject.sqlType}, and ${found.texts[strange]} is none: write valid values in ISO 8601`,
      );
  }
  return found;
};

/** NULL is missing, not invalid. A cell that did not cast is no value of the column, unless its very text is listed. */
const failing = (given: InvalidParams, context: CheckContext): Expr => {
  const { subject } = context;
  const value = column(subject.name);
  const { cells, texts } = validOf(given, context);
  const { validValues, pattern } = given;
  if (pattern !== undefined) parsePattern(pattern);
  const asText = subject.kind === 'text' ? value : call('toText', value);
  const invalid = and(
    notNull(value),
    or(
      ...(validValues === undefined ? [] : [not(isIn(value, cells))]),
      ...(pattern === undefined ? [] : [not(matches(asText, pattern))]),
    ),
  );
  if (subject.uncast === undefined) return invalid;
  const uncast = column(subject.uncast);
  return or(invalid, and(notNull(uncast), not(isIn(uncast, texts))));
};

const noun = ({ validValues, pattern }: InvalidParams): Noun => {
  const faults = [
    ...(validValues === undefined ? [] : ['outside the list']),
    ...(pattern === undefined ? [] : [`without a match of ${pattern}`]),
  ];
  return nounOf('value', faults.join(' or '));
};

const sameCell = (left: Cell, right: Cell): boolean =>
  typeof left === typeof right &&
  (cellText(left) === cellText(right) ||
    (typeof left !== 'string' && typeof left !== 'boolean' && compareCells(left, right) === 0));

/** Fetches the different values, where they are no more than the list, and looks them up. */
const proof = (given: InvalidParams, context: CheckContext): readonly Rung[] => {
  const { subject } = context;
  const { cells } = validOf(given, context);
  if (given.validValues === undefined || given.pattern !== undefined || cells.length > mostProven) return [];
  const known = new Set(cells.map(cellText));
  const isValid = (value: Cell): boolean =>
    known.has(cellText(value)) || (subject.kind !== 'text' && cells.some((cell) => sameCell(cell, value)));
  const found = ask(valueSet, { column: subject.name, limit: Math.max(1, cells.length) });
  const all = (values: readonly Cell[] | undefined): boolean => values?.every(isValid) ?? false;
  if (subject.uncast === undefined)
    return [provesNone({ found }, toleranceOf(context), noun(given), (values) => all(values.found))];
  const uncast = ask(nulls, { column: subject.uncast });
  return [
    provesNone(
      { found, uncast },
      toleranceOf(context),
      noun(given),
      (values) => values.uncast.nulls === values.uncast.rows && all(values.found),
    ),
  ];
};

export const invalidValues = defineCheck<InvalidParams>({
  id: 'invalidValues',
  summary: 'Every value is one of a list, matches a pattern, or both.',
  why: 'A new category is a product, a machine or a mistake nobody told the model about: it has no weight for it and answers all the same.',
  dimension: 'conformity',
  on: 'property',
  accepts: scalarKinds,
  params,
  odcs: { 'metric.invalidValues': (args) => args },
  expected: (given, context) => toleranceText(toleranceOf(context), noun(given)),
  rungs: (given, context) => {
    const { subject } = context;
    const columns = subject.uncast === undefined ? [subject.name] : [subject.name, subject.uncast];
    const condition = failing(given, context);
    return [
      ...proof(given, context),
      ...namedExceptions(
        { condition, noun: noun(given), columns, count: ask(rowsWithValues, { columns, condition }) },
        context,
      ),
    ];
  },
  failing,
  examples: [
    {
      title: 'NULL is missing, not invalid; case counts',
      columns: { country: 'text' },
      rows: [['DE'], ['fr'], [null], [''], ['XX'], ['XX']],
      on: 'country',
      params: { validValues: ['DE', 'FR', 'PL'] },
      expect: { status: 'fail', count: 4, failingRows: [1, 3, 4, 5], says: '"XX" (2 rows)' },
    },
    {
      title: 'numbers by value, however they are written',
      columns: { k: 'decimal' },
      rows: [[1], [{ type: 'decimal', value: '2.50' }]],
      on: 'k',
      params: { validValues: ['1.0', 2.5] },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'a day in a form of its own is no day of a typed column',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2024-02-29' }]],
      on: 'day',
      params: { validValues: ['2024-02-29', '29.02.2024'] },
      expect: { status: 'unknown', says: '29.02.2024 is none: write valid values in ISO 8601' },
    },
    {
      title: 'no row, nothing invalid',
      columns: { k: 'integer' },
      rows: [],
      on: 'k',
      params: { validValues: [1] },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'list and pattern must both hold',
      columns: { c: 'text' },
      rows: [['A1'], ['B1'], ['A2']],
      on: 'c',
      params: { validValues: ['A1', 'B1'], pattern: '^A' },
      expect: { status: 'fail', count: 2, failingRows: [1, 2] },
    },
    {
      title: 'a percentage',
      columns: { c: 'boolean' },
      rows: [[true], [false], [true], [null]],
      on: 'c',
      params: { validValues: [true], mustBeLessOrEqualTo: 25, unit: 'percent' },
      expect: { status: 'pass', count: 1 },
    },
    {
      title: 'a value no cell can be',
      columns: { k: 'integer' },
      rows: [[1]],
      on: 'k',
      params: { validValues: ['one'] },
      expect: { status: 'fail', count: 1 },
    },
  ],
});
