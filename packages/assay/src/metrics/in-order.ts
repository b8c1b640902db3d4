import type { Column, ColumnKind } from '../domain/column.ts';
import { numericKinds, temporalKinds } from '../domain/column.ts';
import {
  and,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
  type Frame,
  not,
  notNull,
  number,
  or,
  truth,
  when,
  window,
} from '../sql/expression.ts';
import { finiteValues } from './finite-values.ts';

/** Kinds of columns that can order rows in time. */
export const orderKinds: readonly ColumnKind[] = [...temporalKinds, ...numericKinds];

/**
 * How rows follow each other: by one column (a time or a counter), apart for each group, with the value of another column
 * deciding between rows of equal time. Rows without a time come last and belong to no sequence.
 */
export interface InOrder {
  readonly order: string;
  readonly tieBreak?: string | undefined;
  readonly per?: readonly string[];
  /** Only rows for which this is true follow each other; the others are a sequence of their own. */
  readonly among?: Expr | undefined;
}

const soFarFrame: Frame = { from: 'start', to: 0 };
const onwardFrame: Frame = { from: 0, to: 'end' };

const over = ({ order, tieBreak, per = [], among }: InOrder) => ({
  partitionBy: [...per.map((name) => column(name)), ...(among === undefined ? [] : [among])],
  orderBy: [order, ...(tieBreak === undefined || tieBreak === order ? [] : [tieBreak])].map((name) => ({
    by: column(name),
  })),
});

export const before = (expr: Expr, sequence: InOrder): Expr => window('lag', [expr], over(sequence));
export const after = (expr: Expr, sequence: InOrder): Expr => window('lead', [expr], over(sequence));
export const position = (sequence: InOrder): Expr => window('rowNumber', [], over(sequence));
export const maxSoFar = (expr: Expr, sequence: InOrder): Expr =>
  window('max', [expr], { ...over(sequence), frame: soFarFrame });
export const sumSoFar = (expr: Expr, sequence: InOrder): Expr =>
  window('sum', [expr], { ...over(sequence), frame: soFarFrame });
export const minOnward = (expr: Expr, sequence: InOrder): Expr =>
  window('min', [expr], { ...over(sequence), frame: onwardFrame });

/** The row has a time. */
export const placed = ({ order }: InOrder): Expr => notNull(column(order));

/** The column holds a value, which NULL and NaN are not. */
export const known = ({ name, kind }: Column): Expr => {
  const value = column(name);
  return kind === 'float' ? and(notNull(value), not(call('isNaN', value))) : notNull(value);
};

/** NULL counts as false. */
export const surely = (condition: Expr): Expr => call('coalesce', condition, truth(false));

/** A row whose time is that of the row before it. */
export const tied = (sequence: InOrder): Expr =>
  surely(compare(column(sequence.order), '=', before(column(sequence.order), sequence)));

/** A column as `min` and `max` take it: engines have no largest boolean. */
export const maxable = ({ name, kind }: Column): Expr =>
  kind === 'boolean' ? call('toText', column(name)) : column(name);

/** A time in seconds since 1970, or a counter as it is. */
export const seconds = (expr: Expr, kind: ColumnKind): Expr =>
  call(temporalKinds.includes(kind) ? 'epochSeconds' : 'toDouble', expr);

/** Doubles of seconds since 1970 are apart by up to half a microsecond more or less than their times are. */
const wholeMicroseconds = (length: Expr): Expr =>
  arithmetic(
    call('floor', arithmetic(arithmetic(length, '*', number(1e6)), '+', number(0.5))),
    '/',
    number(1e6),
  );

/** A time as `seconds`, NULL where it is infinite or NaN. */
export const finiteSeconds = (expr: Expr, kind: ColumnKind): Expr => finiteValues(seconds(expr, kind), kind);

/**
 * Time between two times, in seconds to the microsecond (of the years 1834 to 2106), or in units of a counter. NULL where one of them is
 * infinite or NaN.
 */
export const elapsed = (later: Expr, earlier: Expr, kind: ColumnKind): Expr => {
  const length = arithmetic(seconds(later, kind), '-', seconds(earlier, kind));
  return temporalKinds.includes(kind) ? wholeMicroseconds(length) : finiteValues(length, kind);
};

/** Time since the row before, in seconds or in units of the counter; NULL for the first row of a sequence. */
export const interval = (sequence: InOrder, kind: ColumnKind): Expr =>
  elapsed(column(sequence.order), before(column(sequence.order), sequence), kind);

/** Runs of equal values. A NULL, or a row without a time, belongs to no run and ends one. */
export interface ConstantRun extends InOrder {
  readonly column: string;
  /** Values that differ by no more than this from the reading before are equal. */
  readonly tolerance?: number | undefined;
  /** Whole numbers, of which a difference may not fit their own type. */
  readonly whole?: boolean;
}

/** The smaller from the larger. */
const apart = (left: Expr, right: Expr): Expr =>
  when(compare(left, '>', right), arithmetic(left, '-', right), arithmetic(right, '-', left));

/** Infinities and NaN are equal to themselves, though no number apart. */
const near = (left: Expr, right: Expr, { tolerance = 0, whole }: ConstantRun): Expr => {
  const equal = compare(left, '=', right);
  if (tolerance === 0) return equal;
  const away = whole ? apart(call('exactInteger', left), call('exactInteger', right)) : apart(left, right);
  return or(equal, compare(away, '<=', number(tolerance)));
};

const continues = (run: ConstantRun): Expr =>
  surely(and(placed(run), near(column(run.column), before(column(run.column), run), run)));

const goesOn = (run: ConstantRun): Expr =>
  surely(
    and(
      notNull(after(column(run.order), run)),
      near(after(column(run.column), run), column(run.column), run),
    ),
  );

const inRun = (run: ConstantRun): Expr => and(placed(run), notNull(column(run.column)));

/** The position of the first row of the run a row is in. */
export const runStart = (run: ConstantRun): Expr => maxSoFar(when(not(continues(run)), position(run)), run);
const runEnd = (run: ConstantRun): Expr => minOnward(when(not(goesOn(run)), position(run)), run);

/** Readings of the run up to the row; NULL outside runs. */
export const readingsSoFar = (run: ConstantRun): Expr =>
  when(inRun(run), arithmetic(arithmetic(position(run), '-', runStart(run)), '+', number(1)));

/** Readings of the whole run the row is in; NULL outside runs. */
export const readingsOfRun = (run: ConstantRun): Expr =>
  when(inRun(run), arithmetic(arithmetic(runEnd(run), '-', runStart(run)), '+', number(1)));

const startTime = (run: ConstantRun): Expr => maxSoFar(when(not(continues(run)), column(run.order)), run);
const endTime = (run: ConstantRun): Expr => minOnward(when(not(goesOn(run)), column(run.order)), run);

/** Time from the first reading of the run to the row, in seconds or units of the counter. */
export const durationSoFar = (run: ConstantRun, order: Column): Expr =>
  when(inRun(run), elapsed(column(run.order), startTime(run), order.kind));

/** Time from the first to the last reading of the run the row is in. */
export const durationOfRun = (run: ConstantRun, order: Column): Expr =>
  when(inRun(run), elapsed(endTime(run), startTime(run), order.kind));

/** The row is the first one of its run. */
export const startsRun = (run: ConstantRun): Expr => and(inRun(run), not(continues(run)));
