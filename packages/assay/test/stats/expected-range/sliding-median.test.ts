import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slidingMedian } from '../../../src/stats/expected-range/sliding-median.ts';
import { medianOf } from '../../../src/stats/median.ts';

test('the median of the last values is that of all of them, cut and sorted', () => {
  const values = fc.array(
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1, max: 1 })),
  );
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 7 }), (all, size) => {
      const last = slidingMedian(size);
      for (const [at, value] of all.entries()) {
        last.push(value);
        const kept = all.slice(Math.max(0, at + 1 - size), at + 1);
        expect(last.median()).toBeCloseTo(medianOf(kept), 12);
        expect(last.length()).toBe(kept.length);
      }
    }),
    { seed: 20_260_109, numRuns: 100 },
  );
});

test('begins anew where a level does', () => {
  const last = slidingMedian(5);
  for (const value of [1, 2, 3]) last.push(value);
  last.clear();
  expect(last.median()).toBeNaN();
  last.push(9);
  expect([last.length(), last.median()]).toEqual([1, 9]);
});
