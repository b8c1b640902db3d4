import type { ColumnKind } from '../domain/column.ts';

/** The text of a cell; null where it is missing. */
export type CellText = string | null;

/** How often each value stands beside each other one: determinant value → value → rows. */
export type PairCounts = ReadonlyMap<string, ReadonlyMap<CellText, number>>;

/** How the numbers of a column lie: quartiles, and the furthest at both ends, the furthest first. */
export interface NumberSpread {
  readonly numbers: number;
  readonly quartiles: readonly [number, number, number];
  readonly largest: readonly number[];
  readonly smallest: readonly number[];
}

export interface SurveyedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nulls: number;
  /** Rows by value, NULL left out. Absent where there are too many different ones to hold. */
  readonly values?: ReadonlyMap<string, number>;
  readonly spread?: NumberSpread;
}

/** One row as texts, by column. */
export type TextRow = ReadonlyMap<string, CellText>;

/** What is known of a table before any of its cells is suspected. Bounded by columns and caps, not by rows. */
export interface Survey {
  readonly rows: number;
  readonly columns: readonly SurveyedColumn[];
  /** Rows by pairs of values of two columns; undefined where the pairs were too many to hold. */
  readonly pair: (determinant: string, dependent: string) => PairCounts | undefined;
  /** How the numbers of a column lie among the rows of each value of another one; undefined where that was not counted. */
  readonly within: (group: string, column: string) => ReadonlyMap<string, NumberSpread> | undefined;
  /** Every row, where the table is small enough. */
  readonly whole?: readonly TextRow[];
}
