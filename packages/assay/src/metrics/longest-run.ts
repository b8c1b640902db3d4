import { z } from 'zod';
import { type Cell, numberOf } from '../domain/cell.ts';
import { type Column, scalarKinds } from '../domain/column.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { aggregate, and, column, compare, isNull, number, when } from '../sql/expression.ts';
import {
  after,
  type ConstantRun,
  maxable,
  placed,
  position,
  readingsSoFar,
  runStart,
  tied,
} from './in-order.ts';
import { defineMetric } from './metric.ts';

export interface LongestRunParams {
  readonly column: string;
  readonly order: string;
  readonly tolerance?: number | undefined;
  /** Also sorts rows of equal time by value, so that the answer depends on no accident; costs a sort of its own. */
  readonly breakTies?: boolean | undefined;
}

export interface LongestRunState {
  /** Rows with a time. */
  readonly rows: number;
  readonly longest: number;
  /** Length of the run the part begins with, and of the one it ends with. */
  readonly head: number;
  readonly tail: number;
  readonly first: Cell;
  readonly last: Cell;
  /** Rows at the time of the row before; with `breakTies` they do no harm. */
  readonly ties: number;
  readonly tolerance: number;
}

const runOf = (
  { column: name, order, tolerance, breakTies }: LongestRunParams,
  { kind }: Column,
): ConstantRun => ({
  column: name,
  order,
  tolerance,
  whole: kind === 'integer',
  ...(breakTies ? { tieBreak: name } : {}),
});

const near = (left: Cell, right: Cell, tolerance: number): boolean => {
  if (left === null || right === null) return false;
  const [a, b] = [numberOf(left), numberOf(right)];
  const apart = a !== undefined && b !== undefined ? Math.abs(a - b) : Number.NaN;
  return (tolerance > 0 && apart <= tolerance) || compareCells(left, right) === 0;
};

const join = (left: LongestRunState, right: LongestRunState): LongestRunState => {
  if (left.rows === 0) return { ...right, tolerance: left.tolerance };
  if (right.rows === 0) return left;
  const joins = near(left.last, right.first, left.tolerance);
  const bridge = joins ? left.tail + right.head : 0;
  return {
    rows: left.rows + right.rows,
    longest: Math.max(left.longest, right.longest, bridge),
    head: joins && left.head === left.rows ? bridge : left.head,
    tail: joins && right.tail === right.rows ? bridge : right.tail,
    first: left.first,
    last: right.last,
    ties: left.ties + right.ties,
    tolerance: left.tolerance,
  };
};

export const longestRun = defineMetric<LongestRunParams, LongestRunState, { longest: number; ties: number }>({
  id: 'longestRun',
  version: 1,
  summary: 'Length of the longest run of equal values, in the order of another column.',
  definition:
    'Number of rows in the longest run of equal values, in the order of another column. A NULL belongs to no run and ends one; rows without a time are left out. With tolerance, a value is equal to the one before if it differs by no more; NaN and infinities are equal to themselves. ties counts rows at the time of the row before, whose order is not known. Parts merge in the order of time; no time may lie in two of them.',
  params: z.strictObject({
    column: z.string(),
    order: z.string(),
    tolerance: z.number().nonnegative().optional(),
    breakTies: z.boolean().optional(),
  }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: (params, context) => {
    const subject = context.column(params.column);
    const run = runOf(params, subject);
    const value = maxable(subject);
    const isFirst = and(placed(run), compare(position(run), '=', number(1)));
    const isLast = and(placed(run), isNull(after(column(run.order), run)));
    return {
      select: {
        rows: aggregate('countIf', placed(run)),
        longest: aggregate('max', readingsSoFar(run)),
        head: aggregate('max', when(compare(runStart(run), '=', number(1)), readingsSoFar(run))),
        tail: aggregate('max', when(isLast, readingsSoFar(run))),
        first: aggregate('max', when(isFirst, value)),
        last: aggregate('max', when(isLast, value)),
        ties: aggregate('countIf', tied(run)),
      },
    };
  },
  read: ([row], { tolerance = 0 }) => {
    const count = (name: string): number => numberOf(row?.[name] ?? 0) ?? 0;
    return {
      rows: count('rows'),
      longest: count('longest'),
      head: count('head'),
      tail: count('tail'),
      first: row?.first ?? null,
      last: row?.last ?? null,
      ties: count('ties'),
      tolerance,
    };
  },
  empty: ({ tolerance = 0 }) => ({
    rows: 0,
    longest: 0,
    head: 0,
    tail: 0,
    first: null,
    last: null,
    ties: 0,
    tolerance,
  }),
  merge: { kind: 'ordered', merge: join },
  value: ({ longest, ties }) => ({ longest, ties }),
});
