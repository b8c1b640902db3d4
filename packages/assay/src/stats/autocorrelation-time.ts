/** Covariance at a lag, over all stretches, about a common mean; divided by the number of all values. */
const covarianceAt = (stretches: readonly Float64Array[], mean: number, lag: number, n: number): number => {
  let sum = 0;
  for (const values of stretches)
    for (let at = lag; at < values.length; at += 1)
      sum += ((values[at] ?? 0) - mean) * ((values[at - lag] ?? 0) - mean);
  return sum / n;
};

export interface AutocorrelationTime {
  /** So many values say as much about a mean as one independent one. */
  readonly time: number;
  /** What it is at most, with two standard errors of its estimate. */
  readonly atMost: number;
}

/**
 * The integrated autocorrelation time of stretches of one series: τ = 1 + 2 Σ ρₖ, where the sum ends before the first pair ρ₂ₖ + ρ₂ₖ₊₁ that is not positive
 * (Geyer's initial positive sequence), at a tenth of the longest stretch at the latest. atMost = τ (1 + 2 √(2 (2W + 1) / n)) with the lag W at which the sum ends. 1 of
 * values that do not vary. Sources: C. Geyer, “Practical Markov chain Monte Carlo”, Stat. Sci. 7 (1992); N. Madras and A. Sokal, J. Stat. Phys. 50 (1988).
 */
export const autocorrelationTime = (stretches: readonly Float64Array[]): AutocorrelationTime => {
  const n = stretches.reduce((sum, { length }) => sum + length, 0);
  const longest = Math.max(0, ...stretches.map(({ length }) => length));
  let total = 0;
  for (const values of stretches) for (const value of values) total += value;
  const mean = total / n;
  const variance = covarianceAt(stretches, mean, 0, n);
  if (n === 0 || !(variance > 0)) return { time: 1, atMost: 1 };
  const at = (lag: number): number => covarianceAt(stretches, mean, lag, n) / variance;
  let time = -1;
  let lag = 0;
  for (; lag < longest / 10; lag += 2) {
    const pair = (lag === 0 ? 1 : at(lag)) + at(lag + 1);
    if (pair <= 0) break;
    time += 2 * pair;
  }
  const found = Math.max(1, time);
  return { time: found, atMost: found * (1 + 2 * Math.sqrt((2 * (2 * lag + 1)) / n)) };
};
