import { quantileRanks } from './rank-proof.ts';

/**
 * Counts of values in buckets whose bounds grow by a constant factor γ = (1 + a) / (1 − a): a positive value x is in bucket
 * ⌈ln x / ln γ⌉, and 2γ^i / (γ + 1) is within the relative error a of every value of bucket i. Masson, Rim & Lee 2019,
 * "DDSketch". Buckets are `[index, count]` sorted by index; those of negative values are of their absolute values.
 */
export interface LogBuckets {
  readonly accuracy: number;
  readonly negative: readonly (readonly [number, number])[];
  readonly zeros: number;
  readonly positive: readonly (readonly [number, number])[];
  readonly negativeInfinities: number;
  readonly positiveInfinities: number;
  readonly nans: number;
}

/** Relative error of every quantile: 1 %. */
export const sketchAccuracy = 0.01;

export const noBuckets: LogBuckets = {
  accuracy: sketchAccuracy,
  negative: [],
  zeros: 0,
  positive: [],
  negativeInfinities: 0,
  positiveInfinities: 0,
  nans: 0,
};

/** Buckets per unit of natural logarithm: 1 / ln γ. */
export const bucketsPerE = (accuracy: number): number => 1 / Math.log((1 + accuracy) / (1 - accuracy));

/** The value that stands for a bucket. */
export const bucketValue = (index: number, accuracy: number): number => {
  const gamma = (1 + accuracy) / (1 - accuracy);
  return Math.exp(index * Math.log(gamma) - Math.log((gamma + 1) / 2));
};

const mergeCounts = (left: LogBuckets['positive'], right: LogBuckets['positive']): LogBuckets['positive'] => {
  const counts = new Map(left);
  for (const [index, count] of right) counts.set(index, (counts.get(index) ?? 0) + count);
  return [...counts].sort(([a], [b]) => a - b);
};

export const mergeBuckets = (left: LogBuckets, right: LogBuckets): LogBuckets => ({
  accuracy: left.accuracy,
  negative: mergeCounts(left.negative, right.negative),
  zeros: left.zeros + right.zeros,
  positive: mergeCounts(left.positive, right.positive),
  negativeInfinities: left.negativeInfinities + right.negativeInfinities,
  positiveInfinities: left.positiveInfinities + right.positiveInfinities,
  nans: left.nans + right.nans,
});

/** All buckets from the smallest to the largest value, NaN last, each with the value that stands for it. */
export const orderedBuckets = (
  buckets: LogBuckets,
): readonly { readonly value: number; readonly count: number }[] =>
  [
    { value: -Infinity, count: buckets.negativeInfinities },
    ...buckets.negative
      .toReversed()
      .map(([index, count]) => ({ value: -bucketValue(index, buckets.accuracy), count })),
    { value: 0, count: buckets.zeros },
    ...buckets.positive.map(([index, count]) => ({ value: bucketValue(index, buckets.accuracy), count })),
    { value: Infinity, count: buckets.positiveInfinities },
    { value: NaN, count: buckets.nans },
  ].filter(({ count }) => count > 0);

/** How many values are in the buckets. */
export const bucketTotal = (buckets: LogBuckets): number =>
  orderedBuckets(buckets).reduce((sum, { count }) => sum + count, 0);

/** What stands for the value of a rank, counted from 0. */
const valueAt = (ordered: ReturnType<typeof orderedBuckets>, rank: number): number | null => {
  let seen = 0;
  for (const { value, count } of ordered) {
    seen += count;
    if (seen > rank) return value;
  }
  return null;
};

/**
 * The q-quantile of type 7 (Hyndman & Fan 1996), interpolated between what stands for its two neighbours: off by at most the buckets' relative
 * error times the interpolated size of those two, which is its own size where both have one sign. Null of no values; NaN
 * sorts above every number.
 */
export const quantileOf = (buckets: LogBuckets, q: number): number | null => {
  const { lower, upper, fraction } = quantileRanks(bucketTotal(buckets), q);
  const ordered = orderedBuckets(buckets);
  const [low, high] = [valueAt(ordered, lower), valueAt(ordered, upper)];
  return low === null || high === null || low === high || fraction === 0
    ? low
    : low + fraction * (high - low);
};

/**
 * How many values lie in each of `bins` equally wide parts between two bounds; those outside are counted in the first or the last
 * part. All are in the first where the bounds are no finite numbers or are equal.
 */
export const binCounts = (
  buckets: LogBuckets,
  low: number,
  high: number,
  bins: number,
): readonly number[] => {
  const counts = Array.from({ length: bins }, () => 0);
  for (const { value, count } of orderedBuckets(buckets)) {
    const place = high > low ? Math.floor(((value - low) / (high - low)) * bins) : 0;
    const bin = Number.isFinite(place) ? Math.min(bins - 1, Math.max(0, place)) : place > 0 ? bins - 1 : 0;
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return counts;
};
