import { normalDensity, normalTail } from './normal.ts';

/** Sums over the terms of the cumulant generating function K(s) = −½ Σ ln(1 − 2λs) and its derivatives. */
const cumulants = (weights: readonly number[], s: number) => {
  let [value, first, second, third] = [0, 0, 0, 0];
  for (const weight of weights) {
    const left = 1 - 2 * weight * s;
    const ratio = weight / left;
    value -= Math.log(left) / 2;
    first += ratio;
    second += 2 * ratio ** 2;
    third += 8 * ratio ** 3;
  }
  return { value, first, second, third };
};

/** s with K'(s) = x, by bisection: K' rises from 0 at −∞ to ∞ at 1 / (2 max λ). */
const saddlePoint = (weights: readonly number[], x: number): number => {
  const top = 1 / (2 * Math.max(...weights));
  let [low, high] = [-1, top * (1 - 1e-13)];
  while (cumulants(weights, low).first > x) low *= 2;
  for (let step = 0; step < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); step += 1) {
    const middle = (low + high) / 2;
    if (cumulants(weights, middle).first < x) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/**
 * P(Σ λᵢ Zᵢ² > x) of independent standard normal Zᵢ and weights λᵢ > 0, by the saddlepoint formula of Lugannani and Rice. It is off by some per
 * cent of the tail, to the safe side (too large) for the weights of Anderson and Darling. Source: R. Lugannani and S. Rice, “Saddle point
 * approximation for the distribution of the sum of independent random variables”, Adv. Appl. Probab. 12 (1980).
 */
export const weightedChiSquareTail = (x: number, weights: readonly number[]): number => {
  if (x <= 0) return 1;
  const s = saddlePoint(weights, x);
  const { value, second, third } = cumulants(weights, s);
  const w = Math.sign(s) * Math.sqrt(Math.max(0, 2 * (s * x - value)));
  const v = s * Math.sqrt(second);
  // Near the mean both terms grow without bound and their difference tends to the skewness over six.
  const correction = Math.abs(w) < 1e-4 ? -third / (6 * second ** 1.5) : 1 / v - 1 / w;
  return Math.min(1, Math.max(0, normalTail(w) + normalDensity(w) * correction));
};
