import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { cellText, numberOf } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { extent } from '../metrics/extent.ts';
import { orderedKinds } from '../metrics/ordered-kinds.ts';
import { ask } from '../metrics/request.ts';
import { sum } from '../metrics/sum.ts';
import { call, column, compare, type CompareOp, type Expr, literal, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck, type Rung } from './check.ts';
import { countsExceptions, provesNone, toleranceOf, toleranceText } from './exceptions.ts';
import { boundCell } from './bound-cell.ts';

const bound = z.union([z.number(), z.string()]);
const params = z
  .strictObject({
    minimum: bound.optional(),
    maximum: bound.optional(),
    exclusiveMinimum: bound.optional(),
    exclusiveMaximum: bound.optional(),
  })
  .refine((given) => Object.values(given).some((bound) => bound !== undefined), 'at least one of minimum, maximum, exclusiveMinimum, exclusiveMaximum');
type RangeParams = z.infer<typeof params>;

/** Each bound with the comparison that breaks it. */
const outside: readonly (readonly [keyof RangeParams, CompareOp, string])[] = [
  ['minimum', '<', 'below'],
  ['exclusiveMinimum', '<=', 'at or below'],
  ['maximum', '>', 'above'],
  ['exclusiveMaximum', '>=', 'at or above'],
];

const given = (range: RangeParams, subject: Column) =>
  outside.flatMap(([key, op, words]) => {
    const value = range[key];
    return value === undefined ? [] : [{ op, words, cell: boundCell(value, subject.kind) }];
  });

const breaks = (value: Cell, op: CompareOp, limit: Cell): boolean => {
  const order = compareCells(value, limit);
  return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0;
};

/** NaN lies inside no range. */
const failing = (range: RangeParams, { subject }: CheckContext): Expr => {
  const value = column(subject.name);
  const bounds = given(range, subject).map(({ op, cell }) => compare(value, op, literal(cell)));
  return or(...bounds, ...(subject.kind === 'float' ? [call('isNaN', value)] : []));
};

/** "values below 0 or above 100": what an exception is. */
const noun = (range: RangeParams, subject: Column): string =>
  `values ${given(range, subject)
    .map(({ words, cell }) => `${words} ${cellText(cell)}`)
    .join(' or ')}`;

const proof = (range: RangeParams, context: CheckContext): Rung => {
  const { subject } = context;
  const inside = (found: { min: Cell; max: Cell }): boolean =>
    found.min === null || given(range, subject).every(({ op, cell }) => !breaks(found.min, op, cell) && !breaks(found.max, op, cell));
  const needs = { extent: ask(extent, { column: subject.name }) };
  if (subject.kind !== 'float') {
    return provesNone(needs, toleranceOf(context), noun(range, subject), (values) => inside(values.extent));
  }
  return provesNone(
    { ...needs, witness: ask(sum, { column: subject.name }) },
    toleranceOf(context),
    noun(range, subject),
    ({ extent: found, witness }) => inside(found) && (witness === null || Number.isFinite(numberOf(witness))),
  );
};

export const range = defineCheck<RangeParams>({
  id: 'range',
  summary: 'Every value lies between two bounds.',
  why: 'A value that cannot be (a temperature of 900 °C, a negative weight) is a broken sensor, a changed unit or a wrong join, and a model extrapolates from it without a word.',
  dimension: 'accuracy',
  on: 'property',
  accepts: orderedKinds,
  params,
  odcs: {
    'options.minimum': ({ minimum }) => ({ minimum }),
    'options.maximum': ({ maximum }) => ({ maximum }),
    'options.exclusiveMinimum': ({ exclusiveMinimum }) => ({ exclusiveMinimum }),
    'options.exclusiveMaximum': ({ exclusiveMaximum }) => ({ exclusiveMaximum }),
  },
  expected: (range, context) => toleranceText(toleranceOf(context), noun(range, context.subject)),
  rungs: (range, context) => [proof(range, context), countsExceptions(failing(range, context), toleranceOf(context), noun(range, context.subject))],
  failing,
  examples: [
    {
      title: 'bounds are included, NULL is no violation',
      columns: { temp: 'float' },
      rows: [[4], [31], [null], [70.3]],
      on: 'temp',
      params: { minimum: 4, maximum: 31 },
      expect: { status: 'fail', count: 1, failingRows: [3], says: 'above 31' },
    },
    {
      title: 'NaN lies inside no range',
      columns: { temp: 'float' },
      rows: [[5], [{ type: 'float', value: 'NaN' }]],
      on: 'temp',
      params: { minimum: 4 },
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    {
      title: 'dates too',
      columns: { day: 'date' },
      rows: [[{ type: 'date', value: '2020-01-01' }], [{ type: 'date', value: '2024-02-29' }]],
      on: 'day',
      params: { minimum: '2020-01-01' },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
