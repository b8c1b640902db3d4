import { z } from 'zod';

export { millisOf } from './cell-millis.ts';

/** What a JSON number cannot hold: integers beyond 2^53, decimals, NaN and infinities, dates and times. */
export const taggedSchema = z.strictObject({
  type: z.enum(['bigint', 'decimal', 'float', 'date', 'timestamp', 'time']),
  value: z.string(),
});
export type Tagged = z.infer<typeof taggedSchema>;

/** One value of a table, JSON-safe. `null` is SQL's NULL. Timestamps are ISO 8601; those with a zone end in `Z`. */
export const cellSchema = z.union([z.null(), z.boolean(), z.number(), z.string(), taggedSchema]);
export type Cell = z.infer<typeof cellSchema>;

export type Row = Readonly<Record<string, Cell>>;

export const isTagged = (cell: Cell): cell is Tagged => typeof cell === 'object' && cell !== null;

/** A JavaScript integer as a cell: a number where it is exact, otherwise `{type: 'bigint'}`. */
export const integerCell = (value: bigint): Cell =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : { type: 'bigint', value: value.toString() };

/** A double as a cell: NaN and the infinities, which JSON lacks, become `{type: 'float'}`. */
export const floatCell = (value: number): Cell =>
  Number.isFinite(value)
    ? value
    : { type: 'float', value: Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity' };

/** The nearest double of a numeric cell, `NaN` for NaN; undefined where the cell is no number (NULL, text, date). */
export const numberOf = (cell: Cell): number | undefined => {
  if (typeof cell === 'number') return cell;
  if (isTagged(cell) && (cell.type === 'bigint' || cell.type === 'decimal' || cell.type === 'float'))
    return Number(cell.value);
  return undefined;
};

/** A cell as people read it. */
export const cellText = (cell: Cell): string => {
  if (cell === null) return 'NULL';
  if (isTagged(cell)) return cell.value;
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell);
  return String(cell);
};
