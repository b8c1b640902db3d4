import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { convertCsv, type TextColumn } from '../duckdb/convert-csv.ts';
import type { QueryOptions } from '../engine.ts';
import type { WorkFolder } from '../files/work-folder.ts';
import { type ExportFormat, exportFormat, writeWhole } from '../files/write-whole.ts';
import type { PostgresClient } from './client.ts';

const batchRows = 5_000;

const quoted = (cell: unknown): string => (cell === null ? '' : `"${String(cell).replaceAll('"', '""')}"`);

/** A record; one that is nothing but a NULL would be a blank line. */
const lineOf = (row: readonly unknown[]): string =>
  `${row.length === 1 && row[0] === null ? '\\N' : row.map(quoted).join(',')}\n`;

/** Types that DuckDB writes as their own, by oid; everything else stays text. */
const fixedTypes: ReadonlyMap<number, string> = new Map([
  [16, 'BOOLEAN'],
  [20, 'BIGINT'],
  [21, 'BIGINT'],
  [23, 'BIGINT'],
  [700, 'DOUBLE'],
  [701, 'DOUBLE'],
  [1082, 'DATE'],
  [1083, 'TIME'],
  [1114, 'TIMESTAMP'],
  [1184, 'TIMESTAMPTZ'],
  [17, 'BLOB'],
  [114, 'JSON'],
  [3802, 'JSON'],
]);
const numericOid = 1700;

/** How many digits the values of a numeric column have before and after the point. */
interface Digits {
  whole: number;
  fraction: number;
  finite: boolean;
}

const widen = (digits: Digits, text: string): void => {
  const found = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) digits.finite = false;
  digits.whole = Math.max(digits.whole, found?.[1]?.length ?? 0);
  digits.fraction = Math.max(digits.fraction, found?.[2]?.length ?? 0);
};

/** Exact where 38 digits suffice; text where they do not, so that no digit is lost; doubles where a value is NaN. */
const numericType = ({ whole, fraction, finite }: Digits): string => {
  if (!finite) return 'DOUBLE';
  return whole + fraction <= 38 ? `DECIMAL(38, ${fraction})` : 'VARCHAR';
};

const textOf = (oid: number, text: string): string => {
  if (oid === 17) return text.replace(/^\\x/, '');
  return (oid === 1082 || oid === 1114 || oid === 1184) && text.endsWith(' BC')
    ? `${text.slice(0, -3)} (BC)`
    : text;
};

/** Streams the rows of a query into a file of any export format. */
export const exportQuery = async (
  client: PostgresClient,
  sql: string,
  path: string,
  work: WorkFolder,
  options?: QueryOptions,
): Promise<void> => {
  const format: ExportFormat = exportFormat(path);
  const spooled = work.file('rows.csv');
  await writeWhole(path, async (unfinished) => {
    const output = openSync(spooled, 'w');
    let columns: readonly { name: string; oid: number }[] = [];
    const digits = new Map<number, Digits>();
    let longest = 0;
    try {
      for await (const batch of client.batches(sql, batchRows, textOf, options)) {
        columns = batch.fields;
        for (const [index, { oid }] of columns.entries()) {
          if (oid !== numericOid) continue;
          const own = digits.get(index) ?? { whole: 0, fraction: 0, finite: true };
          digits.set(index, own);
          for (const row of batch.rows) if (row[index] !== null) widen(own, String(row[index]));
        }
        const lines = batch.rows.map(lineOf);
        for (const { length } of lines) longest = Math.max(longest, length);
        writeSync(output, lines.join(''));
      }
    } finally {
      closeSync(output);
    }
    const typed = columns.map(({ name, oid }, index): TextColumn => {
      const own = digits.get(index);
      return { name, type: own === undefined ? (fixedTypes.get(oid) ?? 'VARCHAR') : numericType(own) };
    });
    await convertCsv(spooled, typed, unfinished, format, work, longest * 3);
  });
  rmSync(spooled, { force: true });
};
