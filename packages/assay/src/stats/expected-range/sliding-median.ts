import { middleOf } from '../median.ts';

/** The median of the last values of a series. */
export interface SlidingMedian {
  readonly push: (value: number) => void;
  readonly clear: () => void;
  readonly length: () => number;
  /** NaN of none. */
  readonly median: () => number;
}

/** How many sorted values are below one. */
const below = (sorted: readonly number[], value: number): number => {
  let at = sorted.length;
  while (at > 0 && (sorted[at - 1] ?? 0) > value) at -= 1;
  return at;
};

/** Of the last `size` values, none of them NaN, kept sorted: to sort them at every step took a quarter of the time of a range. */
export const slidingMedian = (size: number): SlidingMedian => {
  const values: number[] = [];
  const sorted: number[] = [];
  return {
    push: (value) => {
      if (values.length === size) sorted.splice(sorted.indexOf(values.shift() ?? 0), 1);
      values.push(value);
      sorted.splice(below(sorted, value), 0, value);
    },
    clear: () => {
      values.length = 0;
      sorted.length = 0;
    },
    length: () => values.length,
    median: () => middleOf(sorted),
  };
};
