import { type Cell, floatCell, integerCell } from '../../domain/cell.ts';

/** `2020-01-01 01:02:03.5+00` and `0044-03-15 BC` as ISO 8601, years outside 0 to 9999 signed with six digits. */
const isoOf = (text: string): string => {
  if (text === 'infinity' || text === '-infinity') return text;
  const [, digits = '', rest = '', era] =
    /^(\d+)(-\d\d-\d\d(?: [\d:.]+)?)(?:[+-]\d\d(?::?\d\d)?)?( BC)?$/.exec(text) ?? [];
  const year = era === undefined ? Number(digits) : 1 - Number(digits);
  const iso =
    year >= 0 && year <= 9999
      ? String(year).padStart(4, '0')
      : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
  return `${iso}${rest.replace(' ', 'T')}`;
};

type Reader = (text: string) => Cell;

const timestamp =
  (zone: '' | 'Z'): Reader =>
  (text) => {
    const iso = isoOf(text);
    return { type: 'timestamp', value: iso.endsWith('infinity') ? iso : iso + zone };
  };

/** How the text of a PostgreSQL type becomes a cell, by type oid (pg_type.dat). The session's zone must be UTC. */
export const postgresReaders: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [16, (text) => text === 't'],
  [20, (text) => integerCell(BigInt(text))],
  [21, (text) => Number(text)],
  [23, (text) => Number(text)],
  [26, (text) => Number(text)],
  [700, (text) => floatCell(Math.fround(Number(text)))],
  [701, (text) => floatCell(Number(text))],
  [1700, (text) => (/[a-z]/i.test(text) ? floatCell(Number(text)) : { type: 'decimal', value: text })],
  [1082, (text) => ({ type: 'date', value: isoOf(text) })],
  [1083, (text) => ({ type: 'time', value: text })],
  [1114, timestamp('')],
  [1184, timestamp('Z')],
]);
