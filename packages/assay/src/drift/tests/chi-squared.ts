import { chiSquareTail } from '../../stats/chi-square.ts';
import { expectedOf, freedomOf } from '../contingency.ts';
import { defineDriftTest } from '../drift-test.ts';
import { fourValues } from '../example-cells.ts';

export const chiSquared = defineDriftTest({
  id: 'chiSquared',
  summary: 'Pearson’s χ² of a table of two rows: reference and batch.',
  definition:
    'Σ (observed − expected)² / expected over the cells of both sides, where the noise of both counts; p is that of χ² with one degree of freedom less than there are cells with rows. Cells of few rows make p too small.',
  accepts: 'any',
  sources: ['K. Pearson, Phil. Mag. 50 (1900); R. A. Fisher, J. R. Stat. Soc. 85 (1922)'],
  statistic: (cells) =>
    expectedOf(cells).reduce(
      (total, { observed, expected }) => total + (observed - expected) ** 2 / expected,
      0,
    ),
  p: (statistic, cells) => chiSquareTail(statistic, freedomOf(cells)),
  examples: [
    {
      says: 'four values',
      cells: fourValues,
      statistic: 12.687209860475829,
      p: 0.005364258138249938,
      by: 'SciPy 1.17: chi2_contingency without Yates’ correction',
    },
  ],
});
