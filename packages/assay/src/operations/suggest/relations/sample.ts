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

/** How data had not shown all when they ended: numbers went further and further, or some values came late. */
export type Unsettled = 'further' | 'late';

/** Rows of the part that suggestions are made from, few enough to hold in memory. */
export interface Sample {
  readonly rows: number;
  readonly columns: readonly SampledColumn[];
  /** Columns of which the data had not shown all when they ended; absent where there is no sequence. */
  readonly unsettled?: ReadonlyMap<string, Unsettled>;
}

export const distinctIn = ({ values }: SampledColumn): number => values.length - 1;
export const nullsIn = ({ counts }: SampledColumn): number => counts[0] ?? 0;

/** Shares of the values among the rows that have one. */
export const sharesIn = ({ counts }: SampledColumn): readonly number[] => {
  const present = counts.slice(1);
  const total = present.reduce((sum, count) => sum + count, 0);
  return present.map((count) => count / total);
};

/** The share of rows for which a relation may be false and still be worth a question. */
export const forgiven = 0.002;
