import type { Cell } from '../../../src/domain/cell.ts';
import { floatCell, integerCell } from '../../../src/domain/cell.ts';
import { defineReference, doubles, largest, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const places = 10;

/** All decimals of the tables have at most ten places: sums of whole ten-billionths are exact. */
const scaled = (cell: Cell): bigint => {
  const text = typeof cell === 'object' && cell !== null ? cell.value : String(cell);
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
};

const exactSum = (cells: readonly Cell[]): Cell => {
  if (cells.length === 0) return null;
  const total = cells.reduce((sum, cell) => sum + scaled(cell), 0n);
  const unit = 10n ** BigInt(places);
  if (total % unit === 0n) return integerCell(total / unit);
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return { type: 'decimal', value: `${total < 0n ? '-' : ''}${digits.slice(0, -places)}.${fraction}` };
};

const floatSum = (values: readonly number[]): Cell =>
  values.length === 0 ? null : floatCell(values.reduce((sum, value) => sum + value, 0));
const scale = (column: 'odd' | 'x') => (rows: readonly LawRow[]) =>
  largest(doubles(rows, column)) * rows.length;

export const reference = defineReference(
  { params: { column: 'int' }, value: (rows) => exactSum(present(rows, 'int')), tolerance: 0 },
  { params: { column: 'dec' }, value: (rows) => exactSum(present(rows, 'dec')), tolerance: 0 },
  { params: { column: 'odd' }, value: (rows) => floatSum(doubles(rows, 'odd')), scale: scale('odd') },
  { params: { column: 'x' }, value: (rows) => floatSum(doubles(rows, 'x')), scale: scale('x') },
);
