import type { Cell } from '../../../src/domain/cell.ts';
import { defineReference, doubles, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';

/** NaN above infinity; -0 is 0. */
const extentOfFloats = (rows: readonly LawRow[]) => {
  const rank = (value: number): number => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
  const sorted = [...doubles(rows, 'odd')].sort(
    (left, right) => rank(left) - rank(right) || Number(Number.isNaN(left)) - Number(Number.isNaN(right)),
  );
  return { min: sorted[0], max: sorted.at(-1) };
};

const asNumber = (cell: unknown): unknown => {
  if (typeof cell !== 'object' || cell === null) return cell ?? undefined;
  const { type, value } = cell as { type: string; value: string };
  return type === 'float' ? Number(value) : cell;
};

const sortedBy = <T extends bigint | string>(column: LawColumn, key: (cell: Cell) => T) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const keys = present(rows, column).map(key);
    const pick = (better: (left: T, right: T) => boolean) =>
      keys.reduce<T | undefined>(
        (best, one) => (best === undefined || better(one, best) ? one : best),
        undefined,
      );
    return { min: pick((left, right) => left < right), max: pick((left, right) => left > right) };
  },
  complaint: undefined,
  key,
});

const text = (cell: Cell): string => (typeof cell === 'object' && cell !== null ? cell.value : String(cell));
const tenBillionths = (cell: Cell): bigint => {
  const [whole = '0', fraction = ''] = text(cell).split('.');
  return BigInt(whole + fraction.padEnd(10, '0'));
};

const byKey = <T extends bigint | string>(column: LawColumn, key: (cell: Cell) => T) => {
  const { params, value } = sortedBy(column, key);
  return {
    params,
    value,
    complaint: (found: unknown, rows: readonly LawRow[]) => {
      const { min, max } = found as { min: Cell; max: Cell };
      const expected = value(rows);
      const [low, high] = [min === null ? undefined : key(min), max === null ? undefined : key(max)];
      return low === expected.min && high === expected.max
        ? undefined
        : `${low} to ${high}, expected ${expected.min} to ${expected.max}`;
    },
  };
};

export const reference = defineReference(
  byKey('int', (cell) => BigInt(text(cell))),
  byKey('dec', tenBillionths),
  byKey('day', text),
  byKey('at', text),
  byKey('zoned', text),
  {
    params: { column: 'odd' },
    value: extentOfFloats,
    complaint: (found, rows) => {
      const { min, max } = found as { min: Cell; max: Cell };
      const expected = extentOfFloats(rows);
      const same = (left: unknown, right: unknown) =>
        left === right || (Number.isNaN(left) && Number.isNaN(right));
      return same(asNumber(min), expected.min) && same(asNumber(max), expected.max)
        ? undefined
        : `${JSON.stringify(found)}, expected ${expected.min} to ${expected.max}`;
    },
  },
  {
    params: { column: 'x', numbers: true },
    value: (rows) => {
      const values = doubles(rows, 'x');
      return values.length === 0
        ? { min: null, max: null }
        : { min: Math.min(...values), max: Math.max(...values) };
    },
  },
);
