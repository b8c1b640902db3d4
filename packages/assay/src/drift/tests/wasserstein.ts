import { cumulated, defineDriftTest } from '../drift-test.ts';
import { fewNumbers } from '../example-cells.ts';

export const wasserstein = defineDriftTest({
  id: 'wasserstein',
  summary: 'How far values must be carried, in mean, to make one distribution of the other.',
  definition:
    'W = ∫ |F(x) − G(x)| dx, in units of the column; from 0 without an end. One value far away moves it by its whole distance over the number of rows, so a rule on it needs a robust scale.',
  accepts: 'numbers',
  sources: ['L. Kantorovich, “On the translocation of masses”, 1942; L. Vaserstein, 1969'],
  statistic: (cells) => {
    const points = cells.points ?? [];
    return cumulated(cells).reduce((total, [r, c], at) => {
      const [here, next] = [points[at], points[at + 1]];
      return here === undefined || next === undefined ? total : total + Math.abs(r - c) * (next - here);
    }, 0);
  },
  examples: [
    {
      says: 'ten numbers and eight',
      cells: fewNumbers,
      statistic: 1.08,
      by: 'SciPy 1.17: wasserstein_distance',
    },
  ],
});
