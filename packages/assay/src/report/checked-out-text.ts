import { bytesText } from '../domain/bytes-text.ts';
import type { CheckedOut } from '../domain/version-reports.ts';
import { oneLine } from './neutral.ts';
import { sizeText, versionText } from './version-words.ts';

const number = (count: number): string => count.toLocaleString('en');

const maskedText = (masked: readonly string[]): string =>
  masked.length === 0
    ? 'no column is confidential'
    : `pseudonyms in ${masked.map((name) => oneLine(name, 40)).join(', ')}`;

/** What was written where. */
export const checkedOutText = ({ version, to, seconds, rows, ...size }: CheckedOut): string => {
  const what =
    rows === undefined
      ? sizeText(size)
      : `${number(rows.count)} of ${number(rows.of)} rows, ${bytesText(size.bytes)}`;
  const masked = rows?.masked === undefined ? [] : [maskedText(rows.masked)];
  return [
    versionText(version),
    [`${what} in ${oneLine(to, 200)}`, ...masked].join(', '),
    `${seconds.toFixed(1)} s`,
  ].join('  ');
};
