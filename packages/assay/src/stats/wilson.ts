/**
 * Wilson's interval for a share of `successes` among `n`, `z` standard deviations wide (1.96: 95 %). [0, 1] where n is 0.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export const wilsonInterval = (
  successes: number,
  n: number,
  z: number,
): readonly [low: number, high: number] => {
  if (n === 0) return [0, 1];
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale)];
};
