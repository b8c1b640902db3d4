import { cumulated, defineDriftTest, sizes } from '../drift-test.ts';
import { fewNumbers } from '../example-cells.ts';

/** 2 Σ (−1)^(k−1) e^(−2k²x²): the law of Kolmogorov. */
const kolmogorovTail = (x: number): number => {
  if (x < 0.2) return 1;
  let tail = 0;
  for (let k = 1; k <= 100; k += 1) {
    const term = 2 * Math.exp(-2 * k * k * x * x);
    tail += k % 2 === 1 ? term : -term;
    if (term < 1e-18 * tail) break;
  }
  return Math.min(1, Math.max(0, tail));
};

export const kolmogorovSmirnov = defineDriftTest({
  id: 'kolmogorovSmirnov',
  summary: 'The largest gap between the two cumulative distributions.',
  definition:
    'D = max |F(x) − G(x)|, from 0 to 1. p is that of Kolmogorov’s law at D √(nm / (n + m)), in the limit of many rows; with few, or with ties, it is too large. Sees a shift of the middle best, and the tails worst.',
  accepts: 'numbers',
  sources: [
    'N. Smirnov, “Table for estimating the goodness of fit of empirical distributions”, Ann. Math. Stat. 19 (1948)',
  ],
  statistic: (cells) => Math.max(0, ...cumulated(cells).map(([r, c]) => Math.abs(r - c))),
  p: (d, cells) => {
    const { n, m } = sizes(cells);
    return kolmogorovTail(d * Math.sqrt((n * m) / (n + m)));
  },
  examples: [
    {
      says: 'ten numbers and eight',
      cells: fewNumbers,
      statistic: 0.3,
      p: 0.8186211744710059,
      by: 'SciPy 1.17: ks_2samp, kstwobign',
    },
  ],
});
