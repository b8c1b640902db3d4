import { beyondRounding, meansApart } from './rounding.ts';

/** Count, mean and sums of powers of deviations from the mean: M2 = Σ(x − mean)², M3, M4 likewise. */
export interface CentralMoments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

export const noMoments: CentralMoments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

/** Power sums of deviations from a centre near the mean. */
export interface PowerSums {
  readonly n: number;
  readonly s1: number;
  readonly s2: number;
  readonly s3: number;
  readonly s4: number;
}

/**
 * Moves power sums from a centre near the mean to the mean itself, by the binomial theorem. Values that vary by no more than rounding
 * have no spread.
 */
export const momentsAbout = (centre: number, { n, s1, s2, s3, s4 }: PowerSums): CentralMoments => {
  if (n === 0) return noMoments;
  if (!Number.isFinite(centre)) return spreadless(n, centre);
  const e = s1 / n;
  const m2 = beyondRounding(s2 - n * e ** 2, n, s2);
  if (m2 === 0) return { ...noMoments, n, mean: centre + e };
  const m3 = s3 - 3 * e * s2 + 2 * n * e ** 3;
  const m4 = s4 - 4 * e * s3 + 6 * e ** 2 * s2 - 3 * n * e ** 4;
  return { n, mean: centre + e, m2, m3, m4: Math.max(m4, 0) };
};

/** A mean that is no finite number has no deviations. */
const spreadless = (n: number, mean: number): CentralMoments => ({ n, mean, m2: NaN, m3: NaN, m4: NaN });

/**
 * Moments of two parts together. Chan, Golub & LeVeque 1979 for M2; Pébay 2008, "Formulas for robust, one-pass parallel
 * computation of covariances and arbitrary-order statistical moments", for M3 and M4.
 */
export const mergeMoments = (a: CentralMoments, b: CentralMoments): CentralMoments => {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  if (!Number.isFinite(a.mean) || !Number.isFinite(b.mean)) return spreadless(n, a.mean + b.mean);
  const delta = meansApart(a.mean, b.mean, n);
  const step = delta / n;
  return {
    n,
    mean: a.mean + (b.mean - a.mean) * (b.n / n),
    m2: a.m2 + b.m2 + delta * step * a.n * b.n,
    m3: a.m3 + b.m3 + delta * step ** 2 * a.n * b.n * (a.n - b.n) + 3 * step * (a.n * b.m2 - b.n * a.m2),
    m4:
      a.m4 +
      b.m4 +
      delta * step ** 3 * a.n * b.n * (a.n ** 2 - a.n * b.n + b.n ** 2) +
      6 * step ** 2 * (a.n ** 2 * b.m2 + b.n ** 2 * a.m2) +
      4 * step * (a.n * b.m3 - b.n * a.m3),
  };
};

/** Sample variance, M2 / (n − 1); null below two values. */
export const sampleVariance = ({ n, m2 }: Pick<CentralMoments, 'n' | 'm2'>): number | null =>
  n < 2 ? null : m2 / (n - 1);

/** Squares and cubes of spreads below this lose their digits, and of smaller ones nothing is left. */
const leastPower = 1e-290;

/** Population skewness g1 = (M3 / n) / (M2 / n)^1.5; null where the values do not vary, or by less than 1e-96. */
export const skewness = ({ n, m2, m3 }: CentralMoments): number | null => {
  const power = (m2 / n) ** 1.5;
  return n === 0 || power < leastPower ? null : m3 / n / power;
};

/**
 * Population excess kurtosis g2 = (M4 / n) / (M2 / n)² − 3, 0 for a normal distribution; null where the values do not vary, or by less
 * than 1e-72.
 */
export const excessKurtosis = ({ n, m2, m4 }: CentralMoments): number | null => {
  const power = (m2 / n) ** 2;
  return n === 0 || power < leastPower ? null : m4 / n / power - 3;
};
