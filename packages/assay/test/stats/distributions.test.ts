import { describe, expect, test } from 'vitest';
import { chiSquareTail } from '../../src/stats/chi-square.ts';
import { fisherAttainable, fisherExact } from '../../src/stats/fisher.ts';
import { gammaTail, logGamma } from '../../src/stats/gamma.ts';
import { holm } from '../../src/stats/holm.ts';
import { hypergeometricHead, hypergeometricTail } from '../../src/stats/hypergeometric.ts';
import { normalQuantile, normalTail } from '../../src/stats/normal.ts';
import { weightedChiSquareTail } from '../../src/stats/weighted-chi-square.ts';

/** Agreement in so many digits, also of the smallest chances. */
const agree = (found: number, expected: number, relative: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

describe('as SciPy 1.17 computes them', () => {
  test.each([
    [3.84, 1, 0.05004352124870519],
    [100, 50, 3.454931382984871e-5],
    [1000, 50, 7.188706215514871e-177],
    [180, 200, 0.84177901081357],
    [0.5, 3, 0.9188914116546758],
  ])('P(χ² > %d) with %i degrees of freedom (chi2.sf)', (x, freedom, expected) =>
    agree(chiSquareTail(x, freedom), expected, 1e-12),
  );

  test.each([
    [0, 0.5],
    [1.96, 0.024997895148220435],
    [-1, 0.8413447460685429],
    [8, 6.22096057427174e-16],
    [-3.5, 0.9997673709209645],
  ])('P(Z > %d) (norm.sf)', (z, expected) => agree(normalTail(z), expected, 1e-12));

  test.each([
    [0.3, 0.2, 0.3424932757302783],
    [5, 5, 0.44049328506521257],
    [1e4, 1.02e4, 0.02328732213359879],
    [0.5, 40, 3.744097384202887e-19],
  ])('Q(%d, %d) (gammaincc)', (a, x, expected) => agree(gammaTail(a, x), expected, 1e-10));

  test.each([
    [0.3, 1.0957979948180756],
    [7.5, 7.534364236758734],
    [1e7, 151180949.36947393],
  ])('ln Γ(%d) (gammaln)', (x, expected) => agree(logGamma(x), expected, 1e-13));

  test.each([
    [8, 1500, 12, 500, 0.018361845279820318, 0.9962726005719674],
    [30, 1_100_000, 5050, 1000, 2.2095634800363327e-15, 0.9999999999999997],
    [4750, 2_000_000, 9700, 1_000_000, 0.9796153383783723, 0.021407509268361123],
    [0, 20, 5, 8, 1, 0.05108359133126936],
    [5, 20, 5, 8, 0.0036119711042311665, 1],
  ])(
    'at least and at most %i of %i rows, %i marked and %i drawn (hypergeom)',
    (x, all, marked, drawn, tail, head) => {
      agree(hypergeometricTail(x, { all, marked, drawn }), tail, 1e-7);
      agree(hypergeometricHead(x, { all, marked, drawn }), head, 1e-7);
    },
  );

  test.each([
    [3, 1000, 9, 500, 0.007454798856065203],
    [0, 1000, 5, 1000, 0.0621875785163488],
    [50, 100, 40, 100, 0.20070760013598074],
  ])('%i of %i beside %i of %i: twice the smaller tail', (count, rows, other, otherRows, expected) =>
    agree(fisherExact({ count, rows }, { count: other, rows: otherRows }), expected, 1e-10),
  );
});

test('a quantile of a normal value is where its tail is', () => {
  for (const tail of [0.5, 0.2, 0.9, 1e-3, 1e-9]) agree(normalTail(normalQuantile(tail)), tail, 1e-6);
});

test('no table with these margins has a smaller p than the attainable one', () => {
  const attainable = fisherAttainable({ count: 4, rows: 30 }, { count: 2, rows: 20 });
  const all = Array.from({ length: 7 }, (_none, current) =>
    fisherExact({ count: 6 - current, rows: 30 }, { count: current, rows: 20 }),
  );
  expect(Math.min(...all)).toBeCloseTo(attainable, 12);
});

test('chances are corrected as Holm does, in their own order', () => {
  const corrected = holm([0.04, 0.01, 0.5, 0.011]);
  for (const [at, expected] of [0.08, 0.04, 0.5, 0.04].entries())
    expect(corrected[at]).toBeCloseTo(expected, 12);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

/** By numeric inversion of the characteristic function (Imhof 1961) with SciPy 1.17, of the weights 1 / (i (i + 1)), i = 1…31. */
test.each([
  [1, 0.34126192570553315],
  [2.479, 0.04893119577716881],
  [3.887, 0.009557764896676757],
  [5.997, 0.0009383438030448055],
  [8.161, 9.282655233877612e-5],
])('P(Σ λ Z² > %d) is off by a twentieth of itself at most', (x, expected) => {
  const weights = Array.from({ length: 31 }, (_none, at) => 1 / ((at + 1) * (at + 2)));
  agree(weightedChiSquareTail(x, weights), expected, 0.05);
});

test('one weight of one is χ² of one degree of freedom', () => {
  for (const x of [0.5, 1, 4, 20]) agree(weightedChiSquareTail(x, [1]), chiSquareTail(x, 1), 0.1);
});
