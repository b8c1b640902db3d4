import { describe, expect, test } from 'vitest';
import { normal, randomFrom } from '../../../../bench/random.ts';
import { unitChange } from '../../src/drift/unit-change.ts';

const quantilesOf = (values: readonly number[]): readonly number[] => {
  const sorted = values.toSorted((left, right) => left - right);
  return Array.from(
    { length: 64 },
    (_none, at) => sorted[Math.ceil(((at + 0.5) / 64) * sorted.length) - 1] ?? 0,
  );
};

const draws = (n: number, seed: number, of: (random: () => number) => number): readonly number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: n }, () => of(random));
};

const temperature = (random: () => number): number => 20 + 4 * normal(random);
const size = (random: () => number): number => Math.exp(0.4 * normal(random));

const found = (
  of: (random: () => number) => number,
  change: (value: number) => number,
  n = 2000,
  m = 1000,
): string | undefined =>
  unitChange(quantilesOf(draws(n, 1, of)), quantilesOf(draws(m, 2, of).map(change)), n, m)?.says;

describe('a change of unit', () => {
  test.each([
    ['°C → °F', temperature, (value: number) => 1.8 * value + 32],
    [
      '°F → °C',
      (random: () => number) => 1.8 * temperature(random) + 32,
      (value: number) => (value - 32) / 1.8,
    ],
    ['°C → K', temperature, (value: number) => value + 273.15],
    ['a thousand → one', size, (value: number) => 1000 * value],
    ['mm → inch', size, (value: number) => value / 25.4],
    ['bar → kPa', size, (value: number) => 100 * value],
    ['psi → kPa', size, (value: number) => 6.894757 * value],
    ['minutes → seconds', size, (value: number) => 60 * value],
  ] as const)('%s is told', (says, of, change) => {
    expect(found(of, change)).toBe(says);
  });

  test.each([
    ['nothing', (value: number) => value],
    ['a shift of two spreads', (value: number) => value + 8],
    ['twice the spread', (value: number) => 20 + 2 * (value - 20)],
    ['a factor that no unit has', (value: number) => 3.3 * value],
  ])('%s is none', (_says, change) => {
    expect(found(temperature, change)).toBeUndefined();
  });

  test('shifts and scales of one spread to three are called units in two of a hundred at most', () => {
    const random = randomFrom(7);
    const called = Array.from({ length: 300 }, (_none, seed) => {
      const [shift, scale] = [(random() - 0.5) * 24, 0.3 + 2.7 * random()];
      const usual = quantilesOf(draws(500, 100 + seed, temperature));
      const moved = quantilesOf(
        draws(500, 500 + seed, temperature).map((one) => 20 + scale * (one - 20) + shift),
      );
      return unitChange(usual, moved, 500, 500);
    }).filter((change) => change !== undefined);
    expect(called.length).toBeLessThanOrEqual(6);
  });
});
