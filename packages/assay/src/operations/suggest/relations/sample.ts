import type { Cell } from '../../../domain/cell.ts';
import type { Looked } from '../draft.ts';

/** A column of a sample, by row. */
export interface SampledColumn {
  readonly name: string;
  readonly looked: Looked;
  /** Equal values have equal codes, from 1; 0 is NULL. */
  readonly codes: Int32Array;
  /** The value of each code. */
  readonly values: readonly Cell[];
  /** Rows of each code. */
  readonly counts: readonly number[];
  /** Numbers, and times in seconds since 1970; NaN where there is none. Absent of texts. */
  readonly numbers?: Float64Array;
  /** Digits behind the point; undefined where they are as many as doubles have. */
  readonly decimals?: number;
}

/** Rows of the part that suggestions are made from, few enough to hold in memory. */
export interface Sample {
  readonly rows: number;
  readonly columns: readonly SampledColumn[];
}

export const distinctIn = ({ values }: SampledColumn): number => values.length - 1;
export const nullsIn = ({ counts }: SampledColumn): number => counts[0] ?? 0;

/** Shares of the values among the rows that have one. */
export const sharesIn = ({ counts }: SampledColumn): readonly number[] => {
  const present = counts.slice(1);
  const total = present.reduce((sum, count) => sum + count, 0);
  return present.map((count) => count / total);
};

/** How far rows are moved against one another, as shares of all rows. */
const moves = [0.137, 0.293, 0.419, 0.577, 0.761];

export interface Pairing {
  readonly satisfied: number;
  readonly tried: number;
}

/**
 * How often a relation holds between values of rows that have nothing to do with one another: the second row is far from the first.
 * `holds` is undefined where a value is missing.
 */
export const paired = (rows: number, holds: (row: number, other: number) => boolean | undefined): Pairing => {
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

/** The share of rows for which a relation may be false and still be worth a question. */
export const forgiven = 0.002;

/** Of the first rows so large a share is enough to give up. */
const clearly = 0.02;

export interface Held {
  readonly rows: number;
  readonly broken: number;
}

/** In how many rows of the sample a relation holds; undefined as soon as it is broken too often. */
export const heldIn = (rows: number, holds: (row: number) => boolean | undefined): Held | undefined => {
  const most = Math.floor(rows * forgiven);
  let known = 0;
  let broken = 0;
  for (let row = 0; row < rows; row += 1) {
    const answer = holds(row);
    if (answer === undefined) continue;
    known += 1;
    if (answer) continue;
    broken += 1;
    if (broken > most || broken > 1 + known * clearly) return undefined;
  }
  return known === 0 ? undefined : { rows: known, broken };
};
