import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CoMoments,
  coMomentsAbout,
  mergeCoMoments,
  noPairs,
  pearson,
} from '../../src/stats/co-moments.ts';

type Pair = readonly [number, number];

const about = (pairs: readonly Pair[], cx: number, cy: number): CoMoments => {
  const total = (term: (x: number, y: number) => number): number =>
    pairs.reduce((sum, [x, y]) => sum + term(x - cx, y - cy), 0);
  return coMomentsAbout(cx, cy, {
    n: pairs.length,
    sx: total((x) => x),
    sy: total((_x, y) => y),
    sxx: total((x) => x * x),
    syy: total((_x, y) => y * y),
    sxy: total((x, y) => x * y),
  });
};

const pairs = fc.array(fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 })), {
  minLength: 1,
  maxLength: 20,
});

const near = (found: CoMoments, expected: CoMoments): void => {
  for (const key of ['n', 'meanX', 'meanY', 'm2x', 'm2y', 'cxy'] as const)
    expect(found[key]).toBeCloseTo(expected[key], 6);
};

test('pairs of parts merge to those of the whole, about any centre', () => {
  fc.assert(
    fc.property(pairs, pairs, (left, right) => {
      near(mergeCoMoments(about(left, 3, -2), about(right, 0, 7)), about([...left, ...right], 1, 1));
    }),
    { seed: 20_260_107 },
  );
});

/** SciPy 1.17.1: `scipy.stats.pearsonr`. */
test('correlation of a known sample', () => {
  const found = about(
    [
      [2, 3],
      [8, 1],
      [0, 4],
      [4, 1],
      [1, 5],
      [9, 9],
    ],
    0,
    0,
  );
  expect(pearson(found)).toBeCloseTo(0.2142060393566593, 12);
});

test('a line has the correlation of its direction; what does not vary has none', () => {
  expect(
    pearson(
      about(
        [
          [1, 2],
          [2, 4],
          [3, 6],
        ],
        0,
        0,
      ),
    ),
  ).toBeCloseTo(1, 12);
  expect(
    pearson(
      about(
        [
          [1, -2],
          [2, -4],
          [3, -6],
        ],
        0,
        0,
      ),
    ),
  ).toBeCloseTo(-1, 12);
  expect(
    pearson(
      about(
        [
          [1, 5],
          [2, 5],
        ],
        0,
        0,
      ),
    ),
  ).toBeNull();
  expect(pearson(noPairs)).toBeNull();
});

test('what varies only by the rounding of its mean is not correlated with anything', () => {
  const pairs = Array.from({ length: 5000 }, (_unused, index): Pair => [0.1, index * 0.3]);
  for (const centre of [0.1, 0.099_999_999_999, 0.5]) {
    expect(pearson(about(pairs, centre, 700)), `about ${centre}`).toBeNull();
    const [left, right] = [about(pairs.slice(0, 999), centre, 0), about(pairs.slice(999), 0.1, 9)];
    expect(pearson(mergeCoMoments(left, right)), `parts about ${centre}`).toBeNull();
  }
});
