import { isNoAccident, logAllHold } from '../../../stats/chance.ts';
import { forgiven } from './sample.ts';

/** A relation between the value of one row and that of another; undefined where one is missing. */
type Relation = (row: number, other: number) => boolean | undefined;

/** Of the first rows so large a share is enough to give up. */
const clearly = 0.02;

/** In how many rows a relation holds that hardly any breaks; undefined as soon as it is broken too often. */
const heldIn = (rows: number, holds: Relation): number | undefined => {
  const most = Math.floor(rows * forgiven);
  let known = 0;
  let broken = 0;
  for (let row = 0; row < rows; row += 1) {
    const answer = holds(row, row);
    if (answer === undefined) continue;
    known += 1;
    if (answer) continue;
    broken += 1;
    if (broken > most || broken > 1 + known * clearly) return undefined;
  }
  return known;
};

/** How far rows are moved against one another, as shares of all rows. */
const moves = [0.137, 0.293, 0.419, 0.577, 0.761];

/** How often a relation holds between values of rows that have nothing to do with one another: the second row is far from the first. */
const paired = (rows: number, holds: Relation) => {
  let satisfied = 0;
  let tried = 0;
  for (const move of moves) {
    const by = Math.max(1, Math.round(move * rows));
    for (let row = 0; row < rows; row += 1) {
      const answer = holds(row, (row + by) % rows);
      if (answer === undefined) continue;
      tried += 1;
      if (answer) satisfied += 1;
    }
  }
  return { satisfied, tried };
};

export interface Trial {
  /** Rows of the sample. */
  readonly rows: number;
  /** It must be known in so many of them. */
  readonly fewestRows: number;
  /** Relations tried with it. */
  readonly tried: number;
}

/**
 * How often rows paired at random satisfy a relation that holds within the rows of a sample; undefined where it does not hold, or where the
 * rows could satisfy it by chance.
 */
export const byChanceWhereHeld = (
  { rows, fewestRows, tried }: Trial,
  holds: Relation,
): number | undefined => {
  const held = heldIn(rows, holds);
  if (held === undefined || held < fewestRows) return undefined;
  const pairs = paired(rows, holds);
  return isNoAccident(logAllHold(pairs.satisfied, pairs.tried, held), tried)
    ? pairs.satisfied / pairs.tried
    : undefined;
};

/** A relation holds within the rows of a sample, for another reason than chance. */
export const holdsForAReason = (trial: Trial, holds: Relation): boolean =>
  byChanceWhereHeld(trial, holds) !== undefined;
