import { expect, test } from 'vitest';
import { randomFrom } from '../../../../../bench/anomaly/random.ts';
import { varianceOfMedian } from '../../../src/stats/expected-range/median-variance.ts';
import { medianOf } from '../../../src/stats/median.ts';

const draws = 20_000;

/** 20,000 medians tell their variance within 1 % (one standard error). */
test.each([3, 4, 5, 6, 7, 12])('the variance of the median of %i normal values', (n) => {
  const { normal } = randomFrom(20_260_108 + n);
  const squares = Array.from({ length: draws }, () => medianOf(Array.from({ length: n }, normal)) ** 2);
  const found = squares.reduce((sum, square) => sum + square, 0) / draws;
  expect(found / varianceOfMedian(n)).toBeGreaterThan(0.95);
  expect(found / varianceOfMedian(n)).toBeLessThan(1.05);
});
