import { type Cell, floatCell, integerCell, isTagged, numberOf } from '../domain/cell.ts';

interface Exact {
  readonly digits: bigint;
  readonly decimals: number;
}

const plainDecimal = /^([+-]?)(\d+)(?:\.(\d+))?$/;

const exactOf = (cell: Cell): Exact | undefined => {
  if (typeof cell === 'number')
    return Number.isSafeInteger(cell) ? { digits: BigInt(cell), decimals: 0 } : undefined;
  if (!isTagged(cell)) return undefined;
  const [, sign, whole, fraction = ''] = plainDecimal.exec(cell.value) ?? [];
  if (whole === undefined) return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, decimals: fraction.length };
};

const cellOf = ({ digits, decimals }: Exact): Cell => {
  let [rest, places] = [digits, decimals];
  while (places > 0 && rest % 10n === 0n) [rest, places] = [rest / 10n, places - 1];
  if (places === 0) return integerCell(rest);
  const text = (rest < 0n ? -rest : rest).toString().padStart(places + 1, '0');
  return {
    type: 'decimal',
    value: `${rest < 0n ? '-' : ''}${text.slice(0, -places)}.${text.slice(-places)}`,
  };
};

/** The same number in one form on every engine: integers as integers, decimals without trailing zeros. */
export const exactCell = (cell: Cell): Cell => {
  const exact = exactOf(cell);
  return exact === undefined ? cell : cellOf(exact);
};

/** Adds two sums, exactly where both are integers or decimals; NULL is the sum of nothing. */
export const addSums = (left: Cell, right: Cell): Cell => {
  if (left === null) return right;
  if (right === null) return left;
  const [a, b] = [exactOf(left), exactOf(right)];
  if (a === undefined || b === undefined) return floatCell((numberOf(left) ?? 0) + (numberOf(right) ?? 0));
  const decimals = Math.max(a.decimals, b.decimals);
  const scaled = ({ digits, decimals: own }: Exact): bigint => digits * 10n ** BigInt(decimals - own);
  return cellOf({ digits: scaled(a) + scaled(b), decimals });
};
