/** Body ranks of the grid: so many, evenly spread. */
export const bodyRanks = 31;
/** Share of the reference beyond each of the two outer ranks. */
const outerShare = 0.005;

export interface Ranks {
  /** Ascending, from 1; equal ones where the reference is short. */
  readonly body: readonly number[];
  /** The outer ranks: so many rows from either end. */
  readonly outer: number;
}

/** Ranks (from 1) of the order statistics that a reference of `rows` values keeps. */
export const ranksOf = (rows: number): Ranks => ({
  body: Array.from({ length: bodyRanks }, (_none, at) =>
    Math.min(rows, Math.max(1, Math.round(((at + 1) * (rows + 1)) / (bodyRanks + 1)))),
  ),
  outer: Math.max(1, Math.round(outerShare * (rows + 1))),
});
