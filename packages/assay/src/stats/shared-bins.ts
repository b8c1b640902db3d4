import { type LogBuckets, orderedBuckets, quantileOf } from './log-buckets.ts';

const parts = 10;

/** Between the tenths of the numbers of a sketch, each bound once. */
const boundsOf = (sketch: LogBuckets): readonly number[] => {
  const numbers = { ...sketch, nans: 0 };
  const bounds = Array.from({ length: parts - 1 }, (_none, at) => quantileOf(numbers, (at + 1) / parts));
  return [...new Set(bounds.filter((bound) => bound !== null))];
};

/**
 * Counts of two sketches over the same bins: up to ten between the tenths of the first one's numbers, and one of NaN. Both sketches must
 * be of distances from the same number.
 */
export const inTenths = (
  first: LogBuckets,
  second: LogBuckets,
): readonly [readonly number[], readonly number[]] => {
  const bounds = boundsOf(first);
  const counted = (sketch: LogBuckets): readonly number[] => {
    const counts = Array.from({ length: bounds.length + 2 }, () => 0);
    for (const { value, count } of orderedBuckets(sketch)) {
      const bin = Number.isNaN(value) ? bounds.length + 1 : bounds.filter((bound) => bound < value).length;
      counts[bin] = (counts[bin] ?? 0) + count;
    }
    return counts;
  };
  return [counted(first), counted(second)];
};
