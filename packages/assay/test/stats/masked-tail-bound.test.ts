import { expect, test } from 'vitest';
import { type Random, randomFrom } from '../../../../bench/anomaly/random.ts';
import { maskedTailBound } from '../../src/stats/masked-tail-bound.ts';

const numbers = 1000;
const upwards = (values: readonly number[]): readonly number[] =>
  values.toSorted((left, right) => right - left).slice(0, 101);

const share = (draw: (random: Random) => number): number => {
  const samples = 200;
  let exceeded = 0;
  for (let seed = 1; seed <= samples; seed += 1) {
    const random = randomFrom(seed);
    const values = upwards(Array.from({ length: numbers }, () => draw(random)));
    if ((values[0] ?? 0) > maskedTailBound(values, numbers)) exceeded += 1;
  }
  return exceeded / samples;
};

test.each<[string, number, (random: Random) => number]>([
  ['normal', 0, ({ normal }) => normal()],
  ['t3', 0.02, ({ heavy }) => heavy()],
  ['log-normal', 0.02, ({ normal }) => Math.exp(normal()) - 1],
  ['Pareto, 1.5', 0.03, ({ uniform }) => uniform() ** (-1 / 1.5) - 1.59],
  ['counts', 0.01, ({ poisson }) => poisson(3) - 3],
  ['uniform', 0, ({ uniform }) => uniform() - 0.5],
])(
  'of 200 samples of %s at most the share %d has a number beyond it (seeds 1 to 200)',
  (_law, most, draw) => {
    expect(share(draw)).toBeLessThanOrEqual(most);
  },
);

test('strangers up to a quarter of the tail do not hide each other', () => {
  const { normal, uniform } = randomFrom(9);
  const usual = Array.from({ length: numbers }, normal);
  const strangers = Array.from({ length: 12 }, () => 30 + 400 * uniform());
  const bound = maskedTailBound(upwards([...usual, ...strangers]), numbers + strangers.length);
  expect(bound).toBeLessThan(30);
  expect(bound).toBeGreaterThan(Math.max(...usual));
});

test('of few numbers nothing is known', () => {
  expect(maskedTailBound([9, 3, 2, 1], 399)).toBe(Number.POSITIVE_INFINITY);
});
