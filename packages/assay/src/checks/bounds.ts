import { type Cell, cellText, numberOf, type Tagged } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { type Extent, extent } from '../metrics/extent.ts';
import { ask } from '../metrics/request.ts';
import { sum } from '../metrics/sum.ts';
import { type CompareOp, call, column, compare, type Expr, literal, or } from '../sql/expression.ts';
import { boundCell } from './bound-cell.ts';
import type { CheckContext, Rung } from './check.ts';
import { provesNone, toleranceOf } from './exceptions.ts';
import type { Noun } from './words.ts';

export type WrittenBound = number | string | Tagged;

/** Bounds by the names ODCS gives them. */
export interface Bounds {
  readonly minimum?: WrittenBound | undefined;
  readonly maximum?: WrittenBound | undefined;
  readonly exclusiveMinimum?: WrittenBound | undefined;
  readonly exclusiveMaximum?: WrittenBound | undefined;
}

/** Each bound with the comparison that breaks it. */
const outside: readonly (readonly [keyof Bounds, CompareOp, string])[] = [
  ['minimum', '<', 'below'],
  ['exclusiveMinimum', '<=', 'at or below'],
  ['maximum', '>', 'above'],
  ['exclusiveMaximum', '>=', 'at or above'],
];

interface Limit {
  readonly op: CompareOp;
  readonly words: string;
  readonly cell: Cell;
}

const limitsOf = (bounds: Bounds, { subject, timezone }: CheckContext): readonly Limit[] =>
  outside.flatMap(([key, op, words]) => {
    const value = bounds[key];
    return value === undefined ? [] : [{ op, words, cell: boundCell(value, subject, timezone) }];
  });

const breaks = (value: Cell, { op, cell }: Limit): boolean => {
  const order = compareCells(value, cell);
  return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0;
};

/** A row outside the bounds. */
export const outsideBounds = (
  bounds: Bounds,
  context: CheckContext,
  nan: 'breaks' | 'holds' = 'breaks',
): Expr => {
  const value = column(context.subject.name);
  const limits = or(...limitsOf(bounds, context).map(({ op, cell }) => compare(value, op, literal(cell))));
  if (context.subject.kind !== 'float') return limits;
  const notANumber = call('isNaN', value);
  return nan === 'breaks'
    ? or(limits, notANumber)
    : { kind: 'and', args: [limits, { kind: 'not', arg: notANumber }] };
};

/** "below 0 or above 100". */
export const boundsText = (bounds: Bounds, context: CheckContext): string =>
  limitsOf(bounds, context)
    .map(({ words, cell }) => `${words} ${cellText(cell)}`)
    .join(' or ');

const isSound = (subject: Column, total: Cell): boolean =>
  subject.kind !== 'float' || total === null || Number.isFinite(numberOf(total));

/**
 * Proves by the smallest and the largest value that none lies outside. Statistics of a file may leave NaN out, so of floating-point
 * columns the sum is a witness: it is finite only where every value is.
 */
export const provesBounds = (bounds: Bounds, context: CheckContext, noun: Noun): Rung => {
  const { subject } = context;
  const limits = limitsOf(bounds, context);
  const isInside = ({ min, max }: Extent): boolean =>
    min === null || limits.every((limit) => !breaks(min, limit) && !breaks(max, limit));
  if (subject.kind !== 'float')
    return provesNone(
      { extent: ask(extent, { column: subject.name }) },
      toleranceOf(context),
      noun,
      (values) => isInside(values.extent),
    );
  return provesNone(
    {
      extent: ask(extent, { column: subject.name, numbers: true }),
      total: ask(sum, { column: subject.name }),
    },
    toleranceOf(context),
    noun,
    (values) => isSound(subject, values.total) && isInside(values.extent),
  );
};
