import { type Cell, isTagged, numberOf } from '../../src/domain/cell.ts';

const trimmed = (text: string): string =>
  (text.includes('.') ? text.replace(/\.?0+$/, '') : text).replace(/^-0$/, '0');

const exactText = (cell: Cell): string | undefined => {
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) < 1e21 ? trimmed(String(cell)) : undefined;
  return isTagged(cell) && (cell.type === 'bigint' || cell.type === 'decimal')
    ? trimmed(cell.value)
    : undefined;
};

/** Floating results of two engines may differ in their last digits. */
const tolerance = 1e-12;

/** Whether two engines mean one value: 1, 1.0 and 1.00 are one number; integers and decimals compare exactly. */
export const sameAnswer = (left: Cell, right: Cell): boolean => {
  const [a, b] = [exactText(left), exactText(right)];
  if (a !== undefined && b !== undefined) return a === b;
  const [x, y] = [numberOf(left), numberOf(right)];
  if (x !== undefined && y !== undefined) {
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) && Number.isNaN(y);
    return x === y || Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
  }
  return JSON.stringify(left) === JSON.stringify(right);
};
