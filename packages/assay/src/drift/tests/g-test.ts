import { chiSquareTail } from '../../stats/chi-square.ts';
import { expectedOf, freedomOf } from '../contingency.ts';
import { defineDriftTest } from '../drift-test.ts';
import { fourValues } from '../example-cells.ts';

export const gTest = defineDriftTest({
  id: 'gTest',
  summary: 'The likelihood ratio of a table of two rows: reference and batch.',
  definition:
    'G = 2 Σ observed · ln (observed / expected) over the cells of both sides; p as of χ². Cells of few rows make p too small, more than with χ².',
  accepts: 'any',
  sources: [
    'S. Wilks, “The likelihood test of independence in contingency tables”, Ann. Math. Stat. 6 (1935)',
  ],
  statistic: (cells) =>
    2 *
    expectedOf(cells).reduce(
      (total, { observed, expected }) =>
        total + (observed === 0 ? 0 : observed * Math.log(observed / expected)),
      0,
    ),
  p: (statistic, cells) => chiSquareTail(statistic, freedomOf(cells)),
  examples: [
    {
      says: 'four values',
      cells: fourValues,
      statistic: 12.822214929902676,
      p: 0.005037283635916125,
      by: 'SciPy 1.17: chi2_contingency, log-likelihood, without Yates’ correction',
    },
  ],
});
