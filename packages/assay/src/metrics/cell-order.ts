import { type Cell, cellText } from '../domain/cell.ts';
import { compareCells } from '../domain/compare-cells.ts';

/** Code-point order of texts, as engines sort bytes of UTF-8; JavaScript's own order is of UTF-16 units. */
export const compareTexts = (left: string, right: string): number => {
  const [a, b] = [[...left], [...right]];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** One order of the values of a column, the same on every engine. */
export const orderCells = (left: Cell, right: Cell): number =>
  typeof left === 'string' && typeof right === 'string'
    ? compareTexts(left, right)
    : compareCells(left, right);

/** Different cells, sorted. */
export const distinctCells = (cells: readonly Cell[]): readonly Cell[] => {
  const known = new Map(cells.map((cell) => [`${typeof cell} ${cellText(cell)}`, cell]));
  return [...known.values()].sort(orderCells);
};
