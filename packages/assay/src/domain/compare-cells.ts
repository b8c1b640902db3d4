import { type Cell, isTagged, numberOf } from './cell.ts';
import { orderTexts } from './order-texts.ts';

/** `[sign, digits]` scaled to a common number of decimals, so that integers and decimals compare exactly. */
const scaled = (text: string, decimals: number): bigint => {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const digits = BigInt(whole + fraction.padEnd(decimals, '0'));
  return negative ? -digits : digits;
};

const plainDecimal = /^[+-]?\d+(\.\d+)?$/;

const exactText = (cell: Cell): string | undefined => {
  if (typeof cell === 'number' && Number.isInteger(cell)) return BigInt(cell).toString();
  const text = isTagged(cell) ? cell.value : typeof cell === 'number' ? String(cell) : undefined;
  return text !== undefined && plainDecimal.test(text) ? text : undefined;
};

const order = <T>(left: T, right: T): number => (left < right ? -1 : left > right ? 1 : 0);

const orderFloats = (left: number, right: number): number => {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return order(left, right);
};

/** The clock of a moment in one form: with seconds, without zeros at the end of their fraction. */
const clockKey = (rest: string): string => {
  const [clock = '', fraction = ''] = rest.replace(/Z$/, '').split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${clock}${/^(?:.*T\d\d)?:\d\d$/.test(clock) ? ':00' : ''}${digits === '' ? '' : `.${digits}`}`;
};

/** Days before year 0 and after 9999 are signed with six digits: pad all years alike so that text order is time order. */
const timeKey = (iso: string): [number, string] => {
  if (iso.endsWith('infinity')) return [iso.startsWith('-') ? -Infinity : Infinity, ''];
  const [, year = '0', rest = ''] = /^([+-]?\d+)(-.*|:.*)$/.exec(iso) ?? [];
  return [Number(year), clockKey(rest)];
};

/**
 * Orders two non-NULL cells of one column: negative, 0 or positive. Numbers compare exactly across bigint and decimal; NaN
 * is above all; dates by time; text by code point.
 */
export const compareCells = (left: Cell, right: Cell): number => {
  const isExact = isTagged(left) || isTagged(right);
  const [a, b] = isExact ? [exactText(left), exactText(right)] : [];
  if (a !== undefined && b !== undefined) {
    const decimals = Math.max(a.split('.')[1]?.length ?? 0, b.split('.')[1]?.length ?? 0);
    return order(scaled(a, decimals), scaled(b, decimals));
  }
  const [x, y] = [numberOf(left), numberOf(right)];
  if (x !== undefined && y !== undefined) return orderFloats(x, y);
  if (isTagged(left) && isTagged(right)) {
    const [[leftYear, leftRest], [rightYear, rightRest]] = [timeKey(left.value), timeKey(right.value)];
    return order(leftYear, rightYear) || order(leftRest, rightRest);
  }
  return orderTexts(String(left), String(right));
};

/** Orders lists of cells, such as the keys of groups, by their first difference; NULL comes last. */
export const compareKeys = (left: readonly Cell[], right: readonly Cell[]): number => {
  for (const [index, a] of left.entries()) {
    const b = right[index] ?? null;
    const found = a === null || b === null ? Number(a === null) - Number(b === null) : compareCells(a, b);
    if (found !== 0) return found;
  }
  return 0;
};
