import fc from 'fast-check';
import { expect, test } from 'vitest';
import { varianceBounds } from '../../src/stats/spread-proof.ts';

/** Sample variance of integers, exactly. */
const exactVariance = (values: readonly number[]): number => {
  const n = BigInt(values.length);
  const sum = values.reduce((total, value) => total + BigInt(value), 0n);
  const squares = values.reduce((total, value) => total + BigInt(value) ** 2n, 0n);
  return Number(n * squares - sum * sum) / Number(n * (n - 1n));
};

const sumsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((total, value) => total + value, 0),
  squares: values.reduce((total, value) => total + value * value, 0),
});

test('the variance lies within its bounds, however far from zero the values are', () => {
  const tables = fc
    .record({
      offset: fc.constantFrom(0, 1e6, 1e9, 1e12),
      deviations: fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 200 }),
    })
    .map(({ offset, deviations }) => deviations.map((deviation) => offset + deviation));
  fc.assert(
    fc.property(tables, (values) => {
      const bounds = varianceBounds(sumsOf(values));
      const variance = exactVariance(values);
      const rounding = variance * 1e-15;
      expect(bounds?.low).toBeLessThanOrEqual(variance + rounding);
      expect(bounds?.high).toBeGreaterThanOrEqual(variance - rounding);
    }),
    { seed: 20_260_107, numRuns: 500 },
  );
});

test('a square of the sum that overflows is no bound', () => {
  const [n, value] = [1_000_000, 1e150];
  const bounds = varianceBounds({ n, sum: n * value, squares: n * value ** 2 });
  expect(bounds?.low).toBe(0);
  expect(bounds?.high).toBeGreaterThan(0);
});

test('where the digits suffice the bounds are narrow', () => {
  const bounds = varianceBounds(sumsOf([1, 2, 3, 4]));
  expect(bounds?.likely).toBeCloseTo(5 / 3, 12);
  expect((bounds?.high ?? 0) - (bounds?.low ?? 0)).toBeLessThan(1e-13);
});

test.each([
  [{ n: 1, sum: 1, squares: 1 }],
  [{ n: 3, sum: Number.NaN, squares: 1 }],
  [{ n: 3, sum: 1, squares: Infinity }],
])('nothing is known by %o', (sums) => {
  expect(varianceBounds(sums)).toBeUndefined();
});
