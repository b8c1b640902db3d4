const logFactorial = (n: number): number => {
  let sum = 0;
  for (let at = 2; at <= n; at += 1) sum += Math.log(at);
  return sum;
};

/** P(X ≥ k) of a binomial value. */
const atLeast = (k: number, n: number, p: number): number => {
  if (k <= 0) return 1;
  const all = logFactorial(n);
  let sum = 0;
  for (let at = k; at <= n; at += 1) {
    const term = Math.exp(
      all - logFactorial(at) - logFactorial(n - at) + at * Math.log(p) + (n - at) * Math.log(1 - p),
    );
    sum += term;
    if (at > n * p && term < sum * 1e-12) break;
  }
  return sum;
};

const rises = (level: number, of: (p: number) => number): number => {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (of(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The exact interval of a share, 95 % (C. Clopper and E. Pearson, 1934). */
export const clopperPearson = (k: number, n: number): readonly [number, number] => [
  k === 0 ? 0 : rises(0.025, (p) => atLeast(k, n, p)),
  k === n ? 1 : rises(0.975, (p) => atLeast(k + 1, n, p)),
];
