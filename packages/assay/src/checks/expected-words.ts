import type { Expectation } from '../stats/expected-range/expected-range.ts';
import { plural } from './words.ts';

/** Ends of a range as they are shown, and as they are judged by: both are the same. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

const digitsOfWidth = 3;

/**
 * The ends as numbers that people can read: of whole numbers the last ones inside, else rounded outwards to three digits of the width. Of
 * numbers that were never negative the low end is not either, and shares end at 100 %.
 */
export const endsOf = (range: Ends, numbers: readonly number[], isPercent: boolean): Ends => {
  const floor = numbers.every((number) => number >= 0) ? 0 : -Infinity;
  const ceiling = isPercent ? 100 : Infinity;
  const width = range.high - range.low;
  const areWhole = !isPercent && numbers.every(Number.isInteger);
  const step = areWhole || width === 0 ? 1 : 10 ** (Math.floor(Math.log10(width)) - digitsOfWidth + 1);
  const rounded = (value: number, round: (value: number) => number): number =>
    width === 0 || !Number.isFinite(value) ? value : Number((round(value / step) * step).toPrecision(12));
  return {
    low: Math.max(floor, rounded(range.low, areWhole ? Math.ceil : Math.floor)),
    high: Math.min(ceiling, rounded(range.high, areWhole ? Math.floor : Math.ceil)),
  };
};

const endText = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 12 });

/** "expected 9,800 to 10,400 (last 40 runs, weekly season)". */
export const expectedText = (
  { low, high }: Ends,
  { runs, season, hasTrend }: Extract<Expectation, { readonly low: number }>,
  isPercent: boolean,
  repeats = 0,
): string => {
  const unit = isPercent ? ' %' : '';
  const range = low === high ? `${endText(low)}${unit}` : `${endText(low)} to ${endText(high)}${unit}`;
  const behind = [
    `last ${plural(runs, 'run')}`,
    ...(repeats === 0 ? [] : [`not counting ${plural(repeats, 'repeat')}`]),
    ...(season === undefined ? [] : [season]),
    ...(hasTrend ? ['trend'] : []),
  ];
  return `expected ${range} (${behind.join(', ')})`;
};
