import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../../../bench/anomaly/random.ts';
import type { Candidate } from '../../../src/stats/expected-range/candidates.ts';
import { chosen } from '../../../src/stats/expected-range/chosen.ts';
import { errorLaw } from '../../../src/stats/expected-range/error-law.ts';
import { levelKinds } from '../../../src/stats/expected-range/levels.ts';
import { medianOf } from '../../../src/stats/median.ts';
import { studentPeak, studentTail } from '../../../src/stats/student.ts';

const weights = new Map([
  [2, 0.3],
  [3, 0.3],
  [5, 0.2],
  [9, 0.1],
  [199, 0.1],
]);

/** P(|next error| > c) by adding up over four hundred scales from a fiftieth to fifty times the median error, as the law is defined. */
const beyond = (errors: readonly number[], c: number): number => {
  const typical = medianOf(errors.map(Math.abs));
  const parts = [...weights].flatMap(([freedom, weight]) =>
    Array.from({ length: 400 }, (_none, at) => {
      const scale = typical * 50 ** ((2 * at) / 399 - 1);
      const likelihood = errors.reduce((sum, error) => {
        const density =
          Math.exp(studentPeak(freedom)) * (1 + (error / scale) ** 2 / freedom) ** (-(freedom + 1) / 2);
        return sum + Math.log((0.99 * density + 0.01 / 40) / scale);
      }, Math.log(weight));
      return { likelihood, tail: 2 * studentTail(c / scale, freedom) };
    }),
  );
  const most = Math.max(...parts.map(({ likelihood }) => likelihood));
  const shares = parts.map(({ likelihood }) => Math.exp(likelihood - most));
  const sum = shares.reduce((all, share) => all + share, 0);
  return parts.reduce((all, { tail }, at) => all + (tail * (shares[at] ?? 0)) / sum, 0);
};

describe('the law of errors', () => {
  const { normal, heavy } = randomFrom(20_260_106);
  test.each([
    ['11 normal ones', Array.from({ length: 11 }, normal), 0.01],
    ['17 normal ones', Array.from({ length: 17 }, normal), 0.001],
    ['17 of heavy tails', Array.from({ length: 17 }, heavy), 0.01],
    ['200 normal ones', Array.from({ length: 200 }, () => 1000 * normal()), 0.01],
    ['200 of heavy tails', Array.from({ length: 200 }, heavy), 0.001],
  ])('is that of its definition: %s', (_title, errors, chance) => {
    const width = errorLaw(errors)?.halfWidth(chance) ?? expect.fail('no law');
    const found = beyond(errors, width);
    expect(found).toBeGreaterThan(chance * 0.9);
    expect(found).toBeLessThan(chance * 1.1);
  });
});

test('forecasts that know different runs are each compared on their own', () => {
  const values = Float64Array.from({ length: 12 }, (_none, at) => [1, -1, 2, -2][at % 4] ?? 0);
  const [steady = expect.fail(), recent = expect.fail()] = levelKinds;
  const candidate = (
    level: typeof steady,
    indexes: readonly number[],
    size: (at: number) => number,
  ): Candidate => ({
    level,
    isLogarithmic: false,
    complexity: 0,
    indexes,
    errors: Float64Array.from(indexes, size),
    spreads: new Float64Array(indexes.length).fill(1),
    next: 0,
    nextSpread: 1,
  });
  const all = [...values.keys()];
  const simplest = candidate(steady, all, (at) => (at < 6 ? 1 : 100) * (1 + at / 20));
  const early = candidate(recent, [0, 1, 2, 3, 4, 5], (at) => 1 + at / 20);
  const late = candidate(recent, [0, 7, 8, 9, 10, 11], (at) => (at === 0 ? 1 : 50) * (1 + at / 20));
  expect(chosen([simplest, early, late], values, 5)).toBe(late);
});
