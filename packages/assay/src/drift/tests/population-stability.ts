import { defineDriftTest, shares } from '../drift-test.ts';
import { fourValues } from '../example-cells.ts';

/** What stands for a share of nothing, as most users of the index do it. */
const nothing = 0.0001;

export const populationStability = defineDriftTest({
  id: 'populationStability',
  summary:
    'The population stability index: differences of shares, weighed by how many times one is the other.',
  definition:
    'PSI = Σ (p − q) ln (p / q) over the cells, from 0 without an end; a share of 0 counts as 0.0001. Where nothing drifted it is about (cells − 1)(1/n + 1/m): a threshold that knows neither rows nor cells alarms by chance in small batches.',
  accepts: 'any',
  sources: [
    'H. Jeffreys, “An invariant form for the prior probability in estimation problems”, Proc. R. Soc. A 186 (1946)',
  ],
  statistic: (cells) =>
    shares(cells).reduce((total, [p, q]) => {
      const [r, c] = [p || nothing, q || nothing];
      return total + (r - c) * Math.log(r / c);
    }, 0),
  examples: [
    {
      says: 'four values',
      cells: fourValues,
      statistic: 0.12459899227834421,
      by: 'NumPy 2.4, from the formula',
    },
  ],
});
