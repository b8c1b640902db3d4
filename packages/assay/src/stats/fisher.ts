import { type Draws, fewest, hypergeometricHead, hypergeometricTail, most } from './hypergeometric.ts';

/** How often something is among the rows of either side. */
export interface Share {
  readonly count: number;
  readonly rows: number;
}

const drawsOf = (reference: Share, current: Share): Draws => ({
  all: reference.rows + current.rows,
  marked: reference.count + current.count,
  drawn: current.rows,
});

/**
 * Fisher's exact test of one share against another: twice the smaller tail of the hypergeometric distribution, at most 1. Source: R. A. Fisher, “Statistical
 * methods for research workers”, 5th ed. (1934), § 21.02; of two sides by doubling: F. Yates, J. R. Stat. Soc. A 147 (1984).
 */
export const fisherExact = (reference: Share, current: Share): number => {
  const draws = drawsOf(reference, current);
  return Math.min(
    1,
    2 * Math.min(hypergeometricTail(current.count, draws), hypergeometricHead(current.count, draws)),
  );
};

/** The smallest p that Fisher's test could give with these margins. */
export const fisherAttainable = (reference: Share, current: Share): number => {
  const draws = drawsOf(reference, current);
  return Math.min(
    1,
    2 * Math.min(hypergeometricTail(most(draws), draws), hypergeometricHead(fewest(draws), draws)),
  );
};
