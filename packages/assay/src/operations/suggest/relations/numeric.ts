import { numericKinds } from '../../../domain/column.ts';
import { isNamedKey } from '../key.ts';
import { once } from './once.ts';
import { distinctIn, type SampledColumn } from './sample.ts';

export interface NumericColumn extends SampledColumn {
  readonly numbers: Float64Array;
}

/** Columns that measure or count something, with so many values that a formula means something. */
export const isMeasured = (one: SampledColumn, fewestValues = 10): one is NumericColumn =>
  one.numbers !== undefined &&
  numericKinds.includes(one.looked.column.kind) &&
  distinctIn(one) >= fewestValues &&
  !isNamedKey(one.looked);

/** Relative, where numbers have all the digits of a double. */
const doubleNoise = 1e-9;

const largestOf = once(({ numbers }: NumericColumn): number => {
  let most = 0;
  for (const value of numbers) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
});

export const spreadOf = once(({ numbers }: NumericColumn): number => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of numbers) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
});

/** How far a value may be from what was rounded to it: half a step of its last digit. */
export const roundingOf = (one: NumericColumn): number =>
  one.decimals === undefined ? largestOf(one) * doubleNoise : 0.5 * 10 ** -one.decimals;

/** Less than any two different values are apart; what only doubles add is less. */
export const closeOf = (one: NumericColumn): number =>
  one.decimals === undefined ? roundingOf(one) : Math.max(roundingOf(one) / 10, largestOf(one) * 1e-13);

/** Whole numbers are exact; others may have been rounded. */
export const isExact = ({ looked: { column } }: NumericColumn): boolean => column.kind === 'integer';

/** A tolerance as a rule states it: a little above what rounding explains, with two digits. */
export const toleranceText = (tolerance: number): string => {
  const rounded = Number((tolerance * 1.05).toPrecision(2));
  return String(rounded < tolerance ? Number((tolerance * 1.1).toPrecision(2)) : rounded);
};
