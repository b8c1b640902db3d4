import { unitRoundoff } from './rounding.ts';

/**
 * Bounds of the sample variance by count, sum and sum of squares, whatever the order in which those were added up. Of n numbers
 * the computed Σx² is off by at most n u Σx², and Σx by at most n u Σ|x| ≤ n u √(n Σx²) (Higham 2002, "Accuracy and Stability of
 * Numerical Algorithms", section 4.2); so M2 = Σx² − (Σx)² / n is off by about 3 n u Σx², for which 8 stands. Undefined below two values
 * and where a sum is no finite number.
 */
export const varianceBounds = ({
  n,
  sum,
  squares,
}: {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}): { readonly low: number; readonly likely: number; readonly high: number } | undefined => {
  if (n < 2 || !Number.isFinite(sum) || !Number.isFinite(squares)) return undefined;
  const m2 = squares - (sum / n) * sum;
  const error = 8 * n * unitRoundoff * squares;
  return {
    low: Math.max(0, m2 - error) / (n - 1),
    likely: Math.max(0, m2) / (n - 1),
    high: (m2 + error) / (n - 1),
  };
};
