/**
 * Counts that place two bounds among sorted values: `present` values, `below` of them under the low bound, `atMost` not over
 * the high one. With open bounds, `below` counts those that are not over the low bound and `atMost` those under the high one.
 */
export interface RankCounts {
  readonly present: number;
  readonly below: number;
  readonly atMost: number;
}

/** Zero-based ranks between which the q-quantile of `n` values lies, by type 7 of Hyndman & Fan 1996: h = (n − 1) q. */
export const quantileRanks = (
  n: number,
  q: number,
): { readonly lower: number; readonly upper: number; readonly fraction: number } => {
  const h = (n - 1) * q;
  return { lower: Math.floor(h), upper: Math.ceil(h), fraction: h - Math.floor(h) };
};

/**
 * Whether counts prove that the interpolated q-quantile lies within the bounds. It lies between two neighbouring values, so it
 * is proven where both lie within, refuted where both lie on one side outside, and otherwise undecided, which can
 * only be where a bound lies between those two neighbours. Undecided of no values.
 */
export const quantileWithin = (
  { present, below, atMost }: RankCounts,
  q: number,
): 'proven' | 'refuted' | 'undecided' => {
  if (present === 0) return 'undecided';
  const { lower, upper } = quantileRanks(present, q);
  if (below <= lower && atMost > upper) return 'proven';
  return below > upper || atMost <= lower ? 'refuted' : 'undecided';
};
