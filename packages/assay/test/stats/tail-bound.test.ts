import { describe, expect, test } from 'vitest';
import { tailBound, tailSizeOf } from '../../src/stats/tail-bound.ts';

/** Mulberry32, so that every run sees the same samples. */
const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

interface Distribution {
  readonly draw: (random: () => number) => number;
  /** The chance of a value above. */
  readonly above: (value: number) => number;
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** Upper tail of the normal distribution: Abramowitz and Stegun 26.2.17, error below 7.5e-8 relative to the density. */
const normalAbove = (value: number): number => {
  if (value < 0) return 1 - normalAbove(-value);
  const t = 1 / (1 + 0.2316419 * value);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI)) * series;
};
const poisson =
  (rate: number) =>
  (random: () => number): number => {
    let count = 0;
    for (let product = random(); product > Math.exp(-rate); product *= random()) count += 1;
    return count;
  };
const poissonAbove =
  (rate: number) =>
  (value: number): number => {
    let [term, sum] = [Math.exp(-rate), 0];
    for (let count = 0; count <= Math.floor(value); count += 1) {
      sum += term;
      term *= rate / (count + 1);
    }
    return Math.max(0, 1 - sum);
  };

const exponential: Distribution = {
  draw: (random) => -Math.log(1 - random()),
  above: (value) => Math.exp(-value),
};

const distributions: Readonly<Record<string, Distribution>> = {
  uniform: { draw: (random) => random(), above: (value) => Math.max(0, 1 - value) },
  normal: { draw: normal, above: normalAbove },
  exponential,
  'normal, rounded to tenths': {
    draw: (random) => Math.round(normal(random) * 10) / 10,
    above: (value) => normalAbove(Math.floor(value * 10 + 1e-9) / 10 + 0.05),
  },
  'normal, rounded to whole numbers': {
    draw: (random) => Math.round(normal(random)),
    above: (value) => normalAbove(Math.floor(value + 1e-9) + 0.5),
  },
  'counts of events': { draw: poisson(5), above: poissonAbove(5) },
  'a sensor at its limit': {
    draw: (random) => Math.min(2, normal(random)),
    above: (value) => (value >= 2 ? 0 : normalAbove(value)),
  },
  'mostly zero': {
    draw: (random) => (random() < 0.92 ? 0 : -1000 * Math.log(1 - random())),
    above: (value) => 0.08 * Math.exp(-value / 1000),
  },
};

const heavy: Readonly<Record<string, Distribution>> = {
  lognormal: {
    draw: (random) => Math.exp(normal(random)),
    above: (value) => normalAbove(Math.log(value)),
  },
  'Pareto, third power': { draw: (random) => (1 - random()) ** (-1 / 3), above: (value) => value ** -3 },
};

const asked = 0.001;

interface Simulated {
  /** Mean chance that the largest of another batch is beyond the bound. */
  readonly chance: number;
  readonly tails: ReadonlyMap<string, number>;
  /** Median of how far the bound reaches from the median value, in reaches of the largest value. */
  readonly reach: number;
}

/** The chance is computed from the distribution, for each of `trials` bounds made from a sample of `rows`. */
const simulated = ({ draw, above }: Distribution, rows: number, trials: number, seed: number): Simulated => {
  const random = randomOf(seed);
  const tails = new Map<string, number>();
  const reaches: number[] = [];
  let total = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const sample = Float64Array.from({ length: rows }, () => draw(random))
      .sort()
      .reverse();
    const kept = tailSizeOf(rows) + 1;
    const { bound, tail } = tailBound([...sample.subarray(0, kept)], asked);
    tails.set(tail, (tails.get(tail) ?? 0) + 1);
    const middle = sample[rows >> 1] ?? 0;
    reaches.push((bound - middle) / ((sample[0] ?? 0) - middle));
    if (tail !== 'heavy' && tail !== 'isolated') total += 1 - (1 - above(bound)) ** rows;
  }
  return {
    chance: total / trials,
    tails,
    reach: reaches.sort((left, right) => left - right)[trials >> 1] ?? 0,
  };
};

describe('tailBound', () => {
  test.each(Object.entries(distributions))(
    '%s: another batch crosses the bound in at most 1 of 300 cases where 1 of 1,000 is asked for (seed 7, 200 samples)',
    (_name, distribution) => {
      for (const rows of [200, 1000, 5000]) {
        const { chance, reach } = simulated(distribution, rows, 200, 7);
        expect(chance).toBeLessThan(1 / 300);
        expect(reach).toBeLessThan(6);
      }
    },
  );

  test.each(Object.entries(heavy))(
    '%s: what is not told as heavy is crossed in at most 1 of 15 cases, and half the bounds are wide or told (seed 7)',
    (_name, distribution) => {
      const { chance, reach } = simulated(distribution, 2000, 200, 7);
      expect(chance).toBeLessThan(1 / 15);
      expect(reach).toBeGreaterThan(3);
    },
  );

  test('exponential: told as heavy or isolated in at most 1 of 50 cases (seed 11)', () => {
    const { tails } = simulated(exponential, 1000, 300, 11);
    expect((tails.get('heavy') ?? 0) + (tails.get('isolated') ?? 0)).toBeLessThanOrEqual(6);
  });

  test('one value far from all others does not stretch the bound', () => {
    const random = randomOf(3);
    const usual = Array.from({ length: 100 }, () => random()).sort((left, right) => right - left);
    const found = tailBound([1116, ...usual], asked);
    expect(found.tail).toBe('isolated');
    expect(found.bound).toBeLessThan(3);
  });

  test('equal values are a ceiling, and it is the bound', () => {
    expect(
      tailBound(
        Array.from({ length: 101 }, () => 100),
        asked,
      ),
    ).toEqual({ bound: 100, tail: 'ceiling' });
  });

  test('many equal values on top, and few below each, are a ceiling too; ties all along are rounding', () => {
    const below = Array.from({ length: 80 }, (_unused, index) => 1.9 - index / 100);
    expect(tailBound([2, 2, 2, 2, 2, 2, ...below], asked)).toEqual({ bound: 2, tail: 'ceiling' });
    expect(tailBound([2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0], asked).tail).toBe('light');
  });

  test('a normal tail that looks long by chance does not stretch the bound (500,000 values, seed 5, 60 samples)', () => {
    const random = randomOf(5);
    const bounds = Array.from({ length: 60 }, () => {
      const tail: number[] = [];
      for (let arrived = 0; tail.length < tailSizeOf(500_000) + 1; ) {
        arrived -= Math.log(1 - random());
        let [low, high] = [0, 10];
        for (let step = 0; step < 40; step += 1) {
          const middle = (low + high) / 2;
          if (normalAbove(middle) > arrived / 500_000) low = middle;
          else high = middle;
        }
        tail.push(low);
      }
      return tailBound(tail, asked / 16).bound;
    });
    expect(Math.max(...bounds)).toBeLessThan(15);
  });

  test('never below what was seen, whatever that is (two values, one value, far numbers)', () => {
    for (const values of [[3, 1], [5], [1e300, 1e299, 0], [0, -1e-300], [2, 2, 1]])
      expect(tailBound(values, asked).bound).toBeGreaterThanOrEqual(values[0] ?? 0);
  });
});
