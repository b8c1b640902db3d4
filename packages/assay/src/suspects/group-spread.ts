import { quantileRanks } from '../stats/rank-proof.ts';
import { tailSize } from '../stats/tail-bound.ts';
import type { CellText, NumberSpread } from './survey.ts';

const quantile = (sorted: Float64Array, q: number): number => {
  const { lower, upper, fraction } = quantileRanks(sorted.length, q);
  const [below = Number.NaN, above = Number.NaN] = [sorted[lower], sorted[upper]];
  return below + fraction * (above - below);
};

/** The number that a text is; NaN where it is none. */
export const numberOf = (text: CellText): number =>
  text === null || text.trim() === '' ? Number.NaN : Number(text);

/** How the numbers among texts lie, each text in so many rows; undefined where there is none. */
export const groupSpread = (counts: ReadonlyMap<CellText, number>): NumberSpread | undefined => {
  const numbers = [...counts].flatMap(([text, count]) => {
    const number = numberOf(text);
    return Number.isFinite(number) ? Array.from({ length: count }, () => number) : [];
  });
  if (numbers.length === 0) return undefined;
  const sorted = Float64Array.from(numbers).sort();
  return {
    numbers: sorted.length,
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
    smallest: [...sorted.subarray(0, tailSize + 1)],
    largest: [...sorted.subarray(-tailSize - 1)].reverse(),
  };
};
