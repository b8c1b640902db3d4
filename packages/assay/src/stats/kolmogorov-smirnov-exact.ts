/**
 * P(D ≥ d) of the two-sample statistic of Kolmogorov and Smirnov, where all orders of n and m values are equally likely: the share of lattice paths that leave the
 * band |i/n − j/m| < d. Exact without ties, too large with them. Source: J. L. Hodges, “The significance probability of the Smirnov two-sample test”, Ark. Mat. 3 (1958).
 */
export const kolmogorovSmirnovExact = (d: number, n: number, m: number): number => {
  const isWithin = (i: number, j: number): boolean => Math.abs(i / n - j / m) < d - 1e-12;
  let before = new Float64Array(m + 1);
  for (let i = 0; i <= n; i += 1) {
    const row = new Float64Array(m + 1);
    for (let j = 0; j <= m; j += 1) {
      if (i === 0 && j === 0) row[j] = isWithin(0, 0) ? 1 : 0;
      else if (isWithin(i, j)) row[j] = ((row[j - 1] ?? 0) * j + (before[j] ?? 0) * i) / (i + j);
    }
    before = row;
  }
  return Math.min(1, Math.max(0, 1 - (before[m] ?? 0)));
};
