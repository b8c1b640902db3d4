import { hypergeometricTail } from '../stats/hypergeometric.ts';
import { independent } from './fewer-rows.ts';

/** What lies at and beyond an outer value of the reference, on one of its sides. */
export interface Tail {
  /** Rows of the reference strictly beyond, and at the value. */
  readonly beyond: number;
  readonly equal: number;
  readonly currentBeyond: number;
  readonly currentEqual: number;
}

/** How many of the batch lie beyond the rank, where values equal to it are shared out as the reference shares them. */
const currentOutside = ({ beyond, equal, currentBeyond, currentEqual }: Tail, outer: number): number =>
  currentBeyond + Math.floor((currentEqual * (outer - 1 - beyond)) / (equal + 1));

/**
 * Whether more of a batch lies beyond the outer values of the reference than chance brings: twice the smaller p of both sides, each by the hypergeometric
 * distribution: of n + m rows, K are as far out as the rank or the batch say, and m are drawn. Exact whatever the distribution.
 */
export const tailTest = (rows: number, outer: number, m: number, sides: readonly Tail[], time = 1): number =>
  Math.min(
    1,
    2 *
      Math.min(
        ...sides.map((side) => {
          const outside = independent(currentOutside(side, outer), time);
          const drawn = independent(m, time);
          const all = independent(rows, time) + drawn;
          return hypergeometricTail(outside, { all, marked: outside + independent(outer - 1, time), drawn });
        }),
      ),
  );
