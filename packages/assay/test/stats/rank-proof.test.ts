import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileWithin, type RankCounts } from '../../src/stats/rank-proof.ts';

const seed = 20_260_102;
const few = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 });
const q = fc.constantFrom(0, 0.1, 0.25, 0.3, 0.5, 0.7, 0.9, 0.99, 1);
const bound = fc.integer({ min: -10, max: 10 }).map((half) => half / 2);

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right);
  const h = (sorted.length - 1) * share;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
  return low + (h - Math.floor(h)) * (high - low);
};

const counts = (values: readonly number[], low: number, high: number): RankCounts => ({
  present: values.length,
  below: values.filter((value) => value < low).length,
  atMost: values.filter((value) => value <= high).length,
});

const openCounts = (values: readonly number[], low: number, high: number): RankCounts => ({
  present: values.length,
  below: values.filter((value) => value <= low).length,
  atMost: values.filter((value) => value < high).length,
});

test('what two counts prove of a quantile is true of it', () => {
  fc.assert(
    fc.property(few, q, bound, bound, (values, share, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const found = quantile(values, share);
      const verdict = quantileWithin(counts(values, low, high), share);
      const open = quantileWithin(openCounts(values, low, high), share);
      if (verdict === 'proven') expect(found >= low && found <= high).toBe(true);
      if (verdict === 'refuted') expect(found < low || found > high).toBe(true);
      if (open === 'proven') expect(found > low && found < high).toBe(true);
      if (open === 'refuted') expect(found <= low || found >= high).toBe(true);
    }),
    { seed, numRuns: 3000 },
  );
});

test('undecided only where a bound lies between the two neighbours', () => {
  fc.assert(
    fc.property(few, q, bound, bound, (values, share, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      if (quantileWithin(counts(values, low, high), share) !== 'undecided') return;
      const sorted = values.toSorted((left, right) => left - right);
      const h = (values.length - 1) * share;
      const [lower = 0, upper = 0] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
      expect((lower < low && upper >= low) || (lower <= high && upper > high)).toBe(true);
    }),
    { seed, numRuns: 3000 },
  );
});

test('one value decides every quantile; no value decides none', () => {
  expect(quantileWithin(counts([3], 1, 5), 0.3)).toBe('proven');
  expect(quantileWithin(counts([3], 4, 5), 0.3)).toBe('refuted');
  expect(quantileWithin(counts([], 1, 5), 0.5)).toBe('undecided');
});
