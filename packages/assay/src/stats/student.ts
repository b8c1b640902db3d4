/**
 * P(T > x) for Student's t with a whole number of degrees of freedom, x ≥ 0. With θ = atan(x/√ν) and C = cos²θ:
 * ν odd: P(|T| ≤ x) = 2/π·(θ + sinθ·cosθ·(1 + 2/3·C + … + (2·4⋯(ν−3))/(3·5⋯(ν−2))·C^((ν−3)/2)));
 * ν even: P(|T| ≤ x) = sinθ·(1 + 1/2·C + … + (1·3⋯(ν−3))/(2·4⋯(ν−2))·C^((ν−2)/2)).
 * Exact but for rounding: an absolute error near 1e-15. Source: M. Abramowitz and I. A. Stegun, "Handbook of mathematical
 * functions", 26.7.3 and 26.7.4.
 */
export const studentTail = (x: number, freedom: number): number => {
  const angle = Math.atan(x / Math.sqrt(freedom));
  const squared = Math.cos(angle) ** 2;
  const isOdd = freedom % 2 === 1;
  let term = 1;
  let sum = freedom === 1 ? 0 : 1;
  for (let at = isOdd ? 3 : 2; at <= freedom - 2; at += 2) {
    term *= ((at - 1) / at) * squared;
    sum += term;
  }
  const within = isOdd
    ? (2 / Math.PI) * (angle + Math.sin(angle) * Math.cos(angle) * sum)
    : Math.sin(angle) * sum;
  return Math.max(0, (1 - within) / 2);
};

/** Where a falling function of x > 0 meets a level, by bisection between 0 and a bound that is doubled until it is beyond. */
export const fallsTo = (level: number, of: (x: number) => number): number => {
  let high = 1;
  while (of(high) > level && high < Number.MAX_VALUE / 4) high *= 2;
  let low = 0;
  for (let step = 0; step < 60 && high - low > 1e-9 * high; step += 1) {
    const middle = (low + high) / 2;
    if (of(middle) > level) low = middle;
    else high = middle;
  }
  return high;
};

/** x with P(T > x) = `tail` < 1/2. */
export const studentQuantile = (tail: number, freedom: number): number =>
  fallsTo(tail, (x) => studentTail(x, freedom));

/** log of Γ((ν+1)/2) / (√(νπ)·Γ(ν/2)), the density of T at 0, by the recurrence of Γ. */
export const studentPeak = (freedom: number): number => {
  const isOdd = freedom % 2 === 1;
  let value = isOdd ? -Math.log(Math.PI) : -Math.LN2;
  for (let at = isOdd ? 1 : 2; at < freedom; at += 2) value += Math.log((at + 1) / at);
  return value - Math.log(freedom) / 2;
};
