import type { Cell } from '../../../../packages/assay/src/domain/cell.ts';
import { minuteOf } from '../../../../packages/assay/src/domain/minute-of.ts';

const counts = new Intl.NumberFormat('en');
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const fourDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const count = (value: number): string => counts.format(value);

export const plural = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** Up to four significant digits, without a rounded-off integer part. */
export const figure = (value: number): string =>
  (Number.isInteger(value) || Math.abs(value) >= 1000 ? tenths : fourDigits).format(value);

export const percent = (share: number): string =>
  share > 0 && share < 0.0001 ? '< 0.01 %' : `${threeDigits.format(share * 100)} %`;

export const time = (iso: string): string => `${minuteOf(iso)} UTC`;

/** A cell as people read it. */
export const cellWords = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return 'NULL';
  if (typeof cell === 'number') return figure(cell);
  if (typeof cell === 'object' && cell.type === 'timestamp') return cell.value.replace('T', ' ');
  if (typeof cell === 'object') return 'value' in cell ? String(cell.value) : JSON.stringify(cell);
  return String(cell);
};

/** Whether a cell is set right, as numbers are. */
export const isNumeric = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' ||
  (typeof cell === 'object' && cell !== null && ['bigint', 'decimal', 'float'].includes(cell.type));

export const decisionTitles = {
  admit: 'Admitted',
  warn: 'Admitted with warnings',
  block: 'Blocked',
} as const;

export const statusWords = {
  pass: 'holds',
  fail: 'failed',
  unknown: 'not judged',
  'not-applicable': 'not applicable',
} as const;
