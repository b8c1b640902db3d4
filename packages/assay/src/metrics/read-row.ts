import { type Cell, floatCell, numberOf, type Row } from '../domain/cell.ts';

/** A count in a row of a result; a sum of nothing is 0. */
export const countIn = (row: Row | undefined, name: string): number => numberOf(row?.[name] ?? 0) ?? 0;

/** A number in a row of a result, NaN and infinities included; null for NULL. */
export const doubleIn = (row: Row | undefined, name: string): number | null =>
  numberOf(row?.[name] ?? null) ?? null;

/** The finite numbers of an aggregate that writes several in one text: `largest`, `smallest`. */
export const doublesIn = (row: Row | undefined, name: string): readonly number[] => {
  const cell = row?.[name];
  return typeof cell === 'string'
    ? (cell.match(/[^[\],\s]+/g) ?? []).map(Number).filter(Number.isFinite)
    : [];
};

/** A double of a stored state. */
export const doubleOf = (cell: Cell): number => numberOf(cell) ?? 0;

/** Doubles as a state stores them. */
export const storedDoubles = <K extends string>(doubles: Readonly<Record<K, number>>): Record<K, Cell> =>
  Object.fromEntries(
    Object.entries<number>(doubles).map(([key, value]) => [key, floatCell(value)]),
  ) as Record<K, Cell>;

/** Equal values in one form, whatever an engine returns: no negative zero. */
export const plainCell = (cell: Cell): Cell => (cell === 0 ? 0 : cell);
