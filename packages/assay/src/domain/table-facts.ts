import type { Cell } from './cell.ts';

/** Facts known without reading rows, such as a Parquet footer's. Absent means unknown, never zero. */
export interface TableFacts {
  readonly rows?: number;
  readonly columns: ReadonlyMap<string, ColumnFacts>;
}

export interface ColumnFacts {
  readonly nulls?: number;
  /** Exact bounds; never given for floating-point columns, whose statistics may leave NaN out. */
  readonly min?: Cell;
  readonly max?: Cell;
  /** Of floating-point columns: bounds of the values that are not NaN. They bound all only where something else shows there is none. */
  readonly numbersMin?: Cell;
  readonly numbersMax?: Cell;
}

export const noFacts: TableFacts = { columns: new Map() };
