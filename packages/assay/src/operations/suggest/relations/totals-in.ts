import { holdsForAReason, type Trial } from './for-a-reason.ts';
import { distinctOfPair } from './line.ts';
import { closeOf, isExact, isMeasured, type NumericColumn, roundingOf, spreadOf } from './numeric.ts';
import { once } from './once.ts';
import type { Sample } from './sample.ts';

const fewestRows = 50;
const fewestPairs = 20;
/** Rows in which every part is there and none is zero. */
const fewestTelling = 30;
const widest = 0.02;
/** By the number of parts. */
const mostColumns: Readonly<Record<number, number>> = { 2: 60, 3: 25 };

/** How parts make a whole. */
export interface Operation {
  readonly sign: '+' | '*' | '/';
  readonly of: (values: readonly number[]) => number;
  readonly parts: readonly number[];
  readonly fewestValues: number;
  /** The parts may not be exchanged. */
  readonly isOrdered?: boolean;
}

/** A column that others add up to, multiply to, or that one is of another. */
export interface Total {
  readonly parts: readonly NumericColumn[];
  readonly whole: NumericColumn;
  readonly operation: Operation;
  readonly tolerance: number;
}

const sum: Operation = {
  sign: '+',
  of: (values) => values.reduce((all, one) => all + one, 0),
  parts: [2, 3],
  fewestValues: 4,
};
const product: Operation = {
  sign: '*',
  of: (values) => values.reduce((all, one) => all * one, 1),
  parts: [2],
  fewestValues: 4,
};

const quotient: Operation = {
  sign: '/',
  of: ([over = Number.NaN, under = Number.NaN]) => (under === 0 ? Number.NaN : over / under),
  parts: [2],
  fewestValues: 10,
  isOrdered: true,
};

const subsets = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  size === 0
    ? [[]]
    : items.flatMap((item, index) =>
        subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
      );

/** Tolerances to try, the tightest first: none, what doubles add, what rounding of every part adds. */
const tolerancesOf = (
  parts: readonly NumericColumn[],
  whole: NumericColumn,
  { sign }: Operation,
): readonly number[] => {
  if ([...parts, whole].every(isExact)) return [0];
  const close = closeOf(whole);
  if (sign === '/') return [roundingOf(whole) + close];
  const rounding = roundingOf(whole) + close;
  return [close, sign === '+' ? parts.reduce((all, one) => all + roundingOf(one), rounding) : rounding];
};

/** Rows that could show it false: no part is zero, or one where a product is asked. */
const telling = (parts: readonly NumericColumn[], { sign }: Operation, rows: number): number => {
  const neutral = sign === '+' ? 0 : 1;
  let count = 0;
  for (let row = 0; row < rows; row += 1)
    if (
      parts.every(
        ({ numbers }) => Number.isFinite(numbers[row]) && numbers[row] !== 0 && numbers[row] !== neutral,
      )
    )
      count += 1;
  return count;
};

/** The tightest tolerance with which the parts make the whole in the rows of a sample, for another reason than chance. */
const toleranceIn = (
  trial: Trial,
  parts: readonly NumericColumn[],
  whole: NumericColumn,
  operation: Operation,
): number | undefined =>
  tolerancesOf(parts, whole, operation).find((tolerance) => {
    if (tolerance > spreadOf(whole) * widest) return false;
    const holds = (row: number, other: number): boolean | undefined => {
      const value = whole.numbers[other] ?? Number.NaN;
      const made = operation.of(parts.map(({ numbers }) => numbers[row] ?? Number.NaN));
      return Number.isFinite(value) && Number.isFinite(made)
        ? Math.abs(made - value) <= tolerance
        : undefined;
    };
    const [first, second] = parts;
    return (
      holdsForAReason(trial, holds) &&
      first !== undefined &&
      second !== undefined &&
      distinctOfPair(first, second) >= fewestPairs &&
      telling(parts, operation, trial.rows) >= fewestTelling
    );
  });

const totalsOf = ({ rows, columns }: Sample, operation: Operation): readonly Total[] => {
  const measured = columns.filter((one): one is NumericColumn => isMeasured(one, operation.fewestValues));
  const wholes = new Set<string>();
  return operation.parts.flatMap((size) => {
    const candidates = measured.slice(0, mostColumns[size] ?? 0);
    const some = subsets(candidates, size);
    const sets = operation.isOrdered === true ? some.flatMap((parts) => [parts, parts.toReversed()]) : some;
    const trial = { rows, fewestRows, tried: sets.length * Math.max(1, candidates.length - size) };
    return sets.flatMap((parts) =>
      candidates.flatMap((whole): readonly Total[] => {
        if (parts.includes(whole) || wholes.has(whole.name)) return [];
        const tolerance = toleranceIn(trial, parts, whole, operation);
        if (tolerance === undefined) return [];
        wholes.add(whole.name);
        return [{ parts, whole, operation, tolerance }];
      }),
    );
  });
};

/** Columns of a sample that are the sum of two or three others. */
export const sumsIn = once((sample: Sample): readonly Total[] => totalsOf(sample, sum));

const isSame = (one: Total, other: Total): boolean => {
  const names = new Set([...one.parts, one.whole].map(({ name }) => name));
  return [...other.parts, other.whole].every(({ name }) => names.has(name));
};

/** Both are true of the same numbers within rounding: a whole number was rather divided than made by multiplying what was rounded. */
const wasDivided = ({ whole, tolerance }: Total): boolean => isExact(whole) && tolerance > closeOf(whole);

const everyProduct = once((sample: Sample): readonly Total[] => totalsOf(sample, product));
const everyQuotient = once((sample: Sample): readonly Total[] => totalsOf(sample, quotient));

/** Columns of a sample that are the product of two others. */
export const productsIn = once((sample: Sample): readonly Total[] =>
  everyProduct(sample).filter(
    (one) => !wasDivided(one) || !everyQuotient(sample).some((other) => isSame(one, other)),
  ),
);

/** Columns of a sample that are one number divided by another. */
export const quotientsIn = once((sample: Sample): readonly Total[] =>
  everyQuotient(sample).filter(
    (one, index, all) =>
      !productsIn(sample).some((other) => isSame(one, other)) &&
      all.findIndex((other) => isSame(one, other)) === index,
  ),
);
