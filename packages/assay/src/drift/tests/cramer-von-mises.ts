import { weightedChiSquareTail } from '../../stats/weighted-chi-square.ts';
import { cumulated, defineDriftTest, sizes } from '../drift-test.ts';
import { fewNumbers } from '../example-cells.ts';

/** The first eigenvalues of the limit: 1 / (π i)². */
const weights = Array.from({ length: 200 }, (_none, at) => 1 / (Math.PI * (at + 1)) ** 2);

export const cramerVonMises = defineDriftTest({
  id: 'cramerVonMises',
  summary: 'The mean square gap between the two cumulative distributions.',
  definition:
    'T = nm / (n + m)² · Σ h (F(x) − G(x))² over all values, h of them at x. p is that of Σ Z² / (π i)² in the limit of many rows, by the formula of Lugannani and Rice, off by some per cent of itself. Sees what lasts over many values, where Kolmogorov and Smirnov see one place.',
  accepts: 'numbers',
  sources: [
    'T. W. Anderson, “On the distribution of the two-sample Cramér-von Mises criterion”, Ann. Math. Stat. 33 (1962)',
  ],
  statistic: (cells) => {
    const { n, m } = sizes(cells);
    const gaps = cumulated(cells).map(
      ([r, c], at) => ((cells.reference[at] ?? 0) + (cells.current[at] ?? 0)) * (r - c) ** 2,
    );
    return ((n * m) / (n + m) ** 2) * gaps.reduce((total, gap) => total + gap, 0);
  },
  p: (t) => weightedChiSquareTail(t, weights),
  examples: [
    {
      says: 'ten numbers and eight',
      cells: fewNumbers,
      statistic: 0.12237654320987656,
      by: 'NumPy 2.4, from the formula',
    },
  ],
});
