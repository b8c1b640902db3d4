import { numberOf } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { OpenOptions } from '../../engine.ts';
import type { NamedColumn } from '../../files/column-names.ts';
import { pathSql, type Workshop } from '../workshop.ts';
import { sqlOf, type Target } from './casts.ts';

/** Rows of text, as SQL: what has columns `c0`, `c1`, … of VARCHAR. */
export interface TextRows {
  readonly from: string;
  readonly columns: readonly NamedColumn[];
  /** Cells of a column as a sample of the text shows them. */
  readonly cells: (index: number) => readonly (string | null)[];
  /** The sample is everything. */
  readonly complete: boolean;
  readonly sizeBytes: number;
  readonly file: string;
  /** Columns the reader has typed already, such as the lists and structs of JSON. */
  readonly typed?: (index: number) => Column | undefined;
}

/** A table of the session. */
export interface TypedTable {
  readonly path: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: number;
}

/** The table that a text became, and what its columns are called in the source. */
export interface Loaded extends TypedTable {
  readonly named: readonly NamedColumn[];
  readonly notes: readonly Problem[];
}

export const plainText: Target = { type: 'text', declared: false };

/** A column of the typed table. */
export const columnOf = (column: NamedColumn, target: Target, uncast?: string): Column => ({
  name: column.name,
  ...sqlOf(target),
  ...(uncast === undefined ? {} : { uncast }),
});

/** Creates a table and counts its rows. */
export const created = async (
  shop: Workshop,
  path: readonly string[],
  select: string,
  options: OpenOptions,
): Promise<number> => {
  const [row] = await shop.connection.rows(`CREATE TABLE ${pathSql(path)} AS ${select}`, options);
  return numberOf(row?.Count ?? null) ?? 0;
};
