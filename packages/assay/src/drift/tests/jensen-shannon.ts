import { jensenShannon as distanceOf } from '../../stats/jensen-shannon.ts';
import { defineDriftTest } from '../drift-test.ts';
import { fourValues } from '../example-cells.ts';

export const jensenShannon = defineDriftTest({
  id: 'jensenShannon',
  summary: 'The distance of Jensen and Shannon, to base 2.',
  definition:
    '√(½ KL(p ∥ m) + ½ KL(q ∥ m)) with m = ½ (p + q) and logarithms to base 2: 0 where the distributions are equal, 1 where they share no cell. With natural logarithms it is 0.8326 times as large.',
  accepts: 'any',
  sources: [
    'J. Lin 1991, “Divergence measures based on the Shannon entropy”; D. Endres & J. Schindelin 2003',
  ],
  statistic: ({ reference, current }) => distanceOf(reference, current) ?? 0,
  examples: [
    {
      says: 'four values',
      cells: fourValues,
      statistic: 0.1489374687967465,
      by: 'SciPy 1.17: jensenshannon, base 2',
    },
  ],
});
