import { defineDriftTest, shares } from '../drift-test.ts';
import { fourValues } from '../example-cells.ts';

export const totalVariation = defineDriftTest({
  id: 'totalVariation',
  summary: 'The share of rows that would have to change their cell.',
  definition: '½ Σ |p − q| over the cells, from 0 to 1.',
  accepts: 'any',
  sources: ['A. Gibbs & F. Su 2002, “On choosing and bounding probability metrics”'],
  statistic: (cells) => shares(cells).reduce((total, [p, q]) => total + Math.abs(p - q), 0) / 2,
  examples: [
    {
      says: 'four values',
      cells: fourValues,
      statistic: 0.16209993092332486,
      by: 'NumPy 2.4, from the formula',
    },
  ],
});
