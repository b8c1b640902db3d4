import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bucketsPerE,
  bucketTotal,
  type LogBuckets,
  mergeBuckets,
  noBuckets,
  quantileOf,
  sketchAccuracy,
} from '../../src/stats/log-buckets.ts';
import { quantileRanks } from '../../src/stats/rank-proof.ts';

const index = (value: number): number => Math.ceil(Math.log(value) * bucketsPerE(sketchAccuracy));

const bucketOf = (value: number): LogBuckets => {
  if (Number.isNaN(value)) return { ...noBuckets, nans: 1 };
  if (value === Infinity) return { ...noBuckets, positiveInfinities: 1 };
  if (value === -Infinity) return { ...noBuckets, negativeInfinities: 1 };
  if (value === 0) return { ...noBuckets, zeros: 1 };
  return value > 0
    ? { ...noBuckets, positive: [[index(value), 1]] }
    : { ...noBuckets, negative: [[index(-value), 1]] };
};

const sketch = (values: readonly number[]): LogBuckets =>
  values.map(bucketOf).reduce(mergeBuckets, noBuckets);

const order = (left: number, right: number): number => {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The smallest normal double; below it the digits that carry 1 % are missing. */
const normal = (value: number): number => (Math.abs(value) < 2.3e-308 ? 0 : value);

test('every quantile is within 1 % of the size of the values it lies between, over all doubles', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double().map(normal), { minLength: 1, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, q) => {
        const sorted = values.toSorted(order);
        const { lower, upper, fraction } = quantileRanks(sorted.length, q);
        const [low = Number.NaN, high = Number.NaN] = [sorted[lower], sorted[upper]];
        const found = quantileOf(sketch(values), q) ?? Number.NaN;
        const size = Math.abs(low) * (1 - fraction) + Math.abs(high) * fraction;
        if (fraction === 0 && !Number.isFinite(low)) expect(found).toBe(low);
        else if (Number.isFinite(low) && Number.isFinite(high) && Number.isFinite(high - low))
          expect(Math.abs(found - (low + fraction * (high - low)))).toBeLessThanOrEqual(0.010_000_1 * size);
      },
    ),
    { seed: 20_260_105, numRuns: 1000 },
  );
});

test('between two values far apart it is as far along as the exact quantile', () => {
  const found = quantileOf(sketch([200, 1000]), 0.5) ?? Number.NaN;
  expect(Math.abs(found / 600 - 1)).toBeLessThan(0.01);
});

test('counts are kept when sketches merge', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.array(fc.double()), (left, right) => {
      expect(bucketTotal(mergeBuckets(sketch(left), sketch(right)))).toBe(left.length + right.length);
    }),
    { seed: 20_260_106 },
  );
});

test('no values have no quantile', () => {
  expect(quantileOf(noBuckets, 0.5)).toBeNull();
});
