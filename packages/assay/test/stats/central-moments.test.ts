import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CentralMoments,
  excessKurtosis,
  mergeMoments,
  momentsAbout,
  noMoments,
  sampleVariance,
  skewness,
} from '../../src/stats/central-moments.ts';

const sums = (values: readonly number[], centre: number) => {
  const power = (k: number): number => values.reduce((sum, value) => sum + (value - centre) ** k, 0);
  return { n: values.length, s1: power(1), s2: power(2), s3: power(3), s4: power(4) };
};
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const direct = (values: readonly number[]): CentralMoments =>
  momentsAbout(meanOf(values), sums(values, meanOf(values)));

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });

const near = (found: CentralMoments, expected: CentralMoments): void => {
  expect(found.n).toBe(expected.n);
  for (const [key, power] of [
    ['mean', 1],
    ['m2', 2],
    ['m3', 3],
    ['m4', 4],
  ] as const) {
    expect(Math.abs(found[key] - expected[key])).toBeLessThanOrEqual(1e-10 * 2000 ** power);
  }
};

test('sums about any centre near the mean give the same moments', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: -50, max: 50 }), (all, off) => {
      near(momentsAbout(meanOf(all) + off, sums(all, meanOf(all) + off)), direct(all));
    }),
    { seed: 20_260_103 },
  );
});

test('moments of parts merge to those of the whole, in any order', () => {
  fc.assert(
    fc.property(values, values, (left, right) => {
      near(mergeMoments(direct(left), direct(right)), direct([...left, ...right]));
      near(mergeMoments(direct(right), direct(left)), direct([...left, ...right]));
    }),
    { seed: 20_260_104 },
  );
});

/** SciPy 1.17.1 and NumPy 2.4.6: `scipy.stats.skew`, `scipy.stats.kurtosis`, `numpy.var(ddof=1)`. */
test('variance, skewness and kurtosis of a known sample', () => {
  const found = direct([2, 8, 0, 4, 1, 9, 9, 0]);
  expect(sampleVariance(found)).toBeCloseTo(15.839285714285714, 12);
  expect(skewness(found)).toBeCloseTo(0.2650554122698573, 12);
  expect(excessKurtosis(found)).toBeCloseTo(-1.6660010752838508, 12);
});

test('what does not vary has neither skewness nor kurtosis', () => {
  expect(skewness(direct([5, 5, 5]))).toBeNull();
  expect(excessKurtosis(direct([5, 5, 5]))).toBeNull();
  expect(sampleVariance(direct([5]))).toBeNull();
  expect(momentsAbout(0, sums([], 0))).toEqual(noMoments);
});

test('what varies only by the rounding of its mean does not vary', () => {
  const [n, value] = [10_000, 0.1];
  for (const centre of [0.1, 0.099_999_999_999, 0.5, -3]) {
    const found = momentsAbout(
      centre,
      sums(
        Array.from({ length: n }, () => value),
        centre,
      ),
    );
    expect(found.m2, `about ${centre}`).toBe(0);
    expect(skewness(found)).toBeNull();
    expect(excessKurtosis(found)).toBeNull();
    const other = { ...found, mean: found.mean * (1 + 1e-13) };
    expect(mergeMoments(found, other).m2, `about ${centre}`).toBe(0);
  }
});

test('a spread far below its mean is kept', () => {
  const found = direct([1e9, 1e9 + 1e-6, 1e9 + 2e-6]);
  expect((sampleVariance(found) ?? 0) / 1e-12).toBeCloseTo(1, 0);
});

test('squares that overflow are an infinite spread, not none', () => {
  expect(momentsAbout(0, { n: 2, s1: 0, s2: Infinity, s3: 0, s4: Infinity }).m2).toBe(Infinity);
});

test('powers that underflow are no skewness and no kurtosis', () => {
  const found = direct([1e-120, 2e-120, 5e-120]);
  expect(skewness(found)).toBeNull();
  expect(excessKurtosis(found)).toBeNull();
});

test('two values of opposite sign have the smallest kurtosis there is', () => {
  expect(excessKurtosis(direct([-1, 1]))).toBeCloseTo(-2, 12);
});
