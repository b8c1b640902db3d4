import { defineDriftTest, shares } from '../drift-test.ts';
import { fourValues } from '../example-cells.ts';

export const hellinger = defineDriftTest({
  id: 'hellinger',
  summary: 'The distance of Hellinger.',
  definition:
    '√(1 − Σ √(p q)) over the cells, from 0 to 1. It sees rare cells better than total variation does.',
  accepts: 'any',
  sources: ['E. Hellinger 1909; L. Le Cam, “Asymptotic methods in statistical decision theory”, 1986'],
  statistic: (cells) =>
    Math.sqrt(Math.max(0, 1 - shares(cells).reduce((total, [p, q]) => total + Math.sqrt(p * q), 0))),
  examples: [
    {
      says: 'four values',
      cells: fourValues,
      statistic: 0.12439291497230975,
      by: 'NumPy 2.4, from the formula',
    },
  ],
});
