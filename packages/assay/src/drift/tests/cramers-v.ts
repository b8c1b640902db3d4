import { expectedOf, freedomOf } from '../contingency.ts';
import { defineDriftTest, sizes } from '../drift-test.ts';
import { fourValues } from '../example-cells.ts';

export const cramersV = defineDriftTest({
  id: 'cramersV',
  summary: 'Cramér’s V, corrected for what chance makes of it.',
  definition:
    'With φ² = χ²/N of a table of 2 rows and k cells: φ̃² = max(0, φ² − (k − 1)/(N − 1)), k̃ = k − (k − 1)²/(N − 1), 2̃ = 2 − 1/(N − 1), and V = √(φ̃² / min(k̃ − 1, 2̃ − 1)): from 0 to 1, and 0 where chance explains the table.',
  accepts: 'any',
  sources: [
    'W. Bergsma, “A bias-correction for Cramér’s V and Tschuprow’s T”, J. Korean Stat. Soc. 42 (2013)',
  ],
  statistic: (cells) => {
    const { n, m } = sizes(cells);
    const all = n + m;
    const chi = expectedOf(cells).reduce(
      (total, { observed, expected }) => total + (observed - expected) ** 2 / expected,
      0,
    );
    const more = freedomOf(cells);
    const phi = Math.max(0, chi / all - more / (all - 1));
    const columns = more - more ** 2 / (all - 1);
    const rows = 1 - 1 / (all - 1);
    return Math.min(columns, rows) <= 0 ? 0 : Math.sqrt(phi / Math.min(columns, rows));
  },
  examples: [
    {
      says: 'four values',
      cells: fourValues,
      statistic: 0.15254298147428547,
      by: 'SciPy 1.17: chi2_contingency, and the formula',
    },
  ],
});
