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

test('every quantile is within 1 % of the value of its rank, over all doubles', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double().map(normal), { minLength: 1, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, q) => {
        const exact = values.toSorted(order)[Math.floor(q * (values.length - 1))] ?? Number.NaN;
        const found = quantileOf(sketch(values), q) ?? Number.NaN;
        if (Number.isFinite(exact))
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.010_000_1 * Math.abs(exact));
        else expect(found).toBe(exact);
      },
    ),
    { seed: 20_260_105, numRuns: 1000 },
  );
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
