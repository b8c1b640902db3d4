/** p log2(p / m), zero where p is. */
const part = (p: number, m: number): number => (p === 0 ? 0 : p * Math.log2(p / m));

/**
 * The Jensen–Shannon distance of two distributions given as counts over the same bins: √(½ KL(p ∥ m) + ½ KL(q ∥ m)) with m = ½ (p + q) and
 * logarithms to base 2. It is 0 where they are equal, 1 where no bin has counts of both, and a metric. Undefined where one has no counts.
 * Sources: Lin 1991, “Divergence measures based on the Shannon entropy”; Endres & Schindelin 2003, “A new metric for probability
 * distributions”.
 */
export const jensenShannon = (left: readonly number[], right: readonly number[]): number | undefined => {
  const [n, m] = [left, right].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  if (n === undefined || m === undefined || n === 0 || m === 0) return undefined;
  let sum = 0;
  for (let bin = 0; bin < Math.max(left.length, right.length); bin += 1) {
    const [p, q] = [(left[bin] ?? 0) / n, (right[bin] ?? 0) / m];
    sum += part(p, (p + q) / 2) + part(q, (p + q) / 2);
  }
  return Math.sqrt(Math.min(1, Math.max(0, sum / 2)));
};
