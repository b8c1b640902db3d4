import { type Cell, isTagged } from '../../src/domain/cell.ts';

/** Text that is equal exactly for equal values: -0 is 0, 1.50 is 1.5. */
export const identity = (cell: Cell): string => {
  if (isTagged(cell) && cell.type === 'decimal') return cell.value.replace(/\.?0+$/, '').replace(/^-0$/, '0');
  if (isTagged(cell)) return cell.value;
  return typeof cell === 'number' ? String(cell) : `${typeof cell} ${cell}`;
};

/** Rows by the identity of some of their values, in the order of their first row. */
export const grouped = <T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] => [
  ...Map.groupBy(items, key).values(),
];

/** Where texts differ, by code point. */
export const byCodePoint = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));
