/** A tail is of a fiftieth of the numbers; of few, of a hundred numbers, but of no more than a twentieth. */
const tailShare = 1 / 50;
const largestShare = 1 / 20;
const wantedInTail = 100;
const fewestInTail = 20;
/** So many of the numbers lie beyond the bound on average. */
const expectedBeyond = 0.02;
/** Where numbers are rounded the two may be one: the bound is at least so many times as far. */
const leastReach = 3;

/**
 * A bound that numbers of one law hardly exceed, judged so that strangers, up to a quarter of the tail, do not hide each other: with x_k and x_j
 * the k-th and k/2-th largest distances from the centre the tail is Pareto's through both, and n(x) = k (x/x_k)^(−1/h), h = ln(x_j/x_k)/ln(k/j),
 * numbers are expected beyond x; at the bound 0.02 are. k is a fiftieth of all `numbers`, or 100 where that is more, but at most a twentieth, and
 * at most as many as there are in `largest`: the distances above the centre, largest first. Infinite where k is below 20. Simulated (its
 * test): of samples of 1,000 normal numbers none has one beyond it, of t3 one in fifty, of Pareto's with the exponent 1.5 one in thirty.
 * Source: J. Pickands, "Statistical inference using extreme order statistics", Annals of Statistics 3 (1975): quantiles of a tail from its
 * order statistics.
 */
export const maskedTailBound = (largest: readonly number[], numbers: number): number => {
  const wanted = Math.max(tailShare * numbers, Math.min(wantedInTail, largestShare * numbers));
  const k = Math.min(largest.length, Math.floor(wanted));
  const j = Math.ceil(k / 2);
  const [inner = 0, outer = 0] = [largest[k - 1], largest[j - 1]];
  if (k < fewestInTail || inner <= 0) return Number.POSITIVE_INFINITY;
  const shape = Math.log(outer / inner) / Math.log(k / j);
  return Math.max(leastReach * outer, inner * (k / expectedBeyond) ** shape);
};
