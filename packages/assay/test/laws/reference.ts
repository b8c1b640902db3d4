import type { Cell } from '../../src/domain/cell.ts';
import { numberOf } from '../../src/domain/cell.ts';
import type { LawRow } from './tables.ts';

export type LawColumn = keyof LawRow;

/** One way a metric is asked for in the laws, and what it must answer, computed from its definition in plain TypeScript. */
export interface LawCase {
  readonly params: unknown;
  readonly value: (rows: readonly LawRow[]) => unknown;
  /** Size of the terms that were added up: bounds what rounding may do to the result. 0 by default. */
  readonly scale?: (rows: readonly LawRow[]) => number;
  /** Relative to the larger of the value and `scale`; exact metrics have 0. */
  readonly tolerance?: number;
  /** Instead of equality, for approximations: the first complaint. */
  readonly complaint?: (found: unknown, rows: readonly LawRow[]) => string | undefined;
}

/** The reference of a metric: what its file under `reference/` exports. */
export interface Reference {
  readonly cases: readonly LawCase[];
}

export const defineReference = (...cases: readonly LawCase[]): Reference => ({ cases });

/** Cells of a column that are not NULL. */
export const present = (rows: readonly LawRow[], column: LawColumn): readonly Exclude<Cell, null>[] =>
  rows.map((row) => row[column]).filter((cell) => cell !== null);

/** Doubles of a column, NaN and infinities included. */
export const doubles = (rows: readonly LawRow[], column: LawColumn): readonly number[] =>
  present(rows, column).map((cell) => numberOf(cell) ?? Number.NaN);

export const largest = (values: readonly number[]): number =>
  values.filter(Number.isFinite).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
