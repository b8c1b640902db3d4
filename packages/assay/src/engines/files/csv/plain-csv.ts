import { writeSync } from 'node:fs';
import type { CsvDialect } from './dialect.ts';
import type { RawField } from './record.ts';

const chunkSize = 1024 * 1024;

/** Bytes go through as latin-1, which keeps each as it is. */
const asWritten = (bytes: Buffer, field: RawField, dialect: CsvDialect): string => {
  if (field.from === field.to) return field.quoted ? '""' : '';
  const text = bytes.toString('latin1', field.from, field.to);
  if (field.quoted && dialect.quote === '"' && dialect.escape === '"') return `"${text}"`;
  const plain = !field.quoted
    ? text
    : dialect.escape === '\\'
      ? text.replaceAll(/\\(.)/gs, '$1')
      : text.replaceAll(dialect.quote + dialect.quote, dialect.quote);
  return `"${plain.replaceAll('"', '""')}"`;
};

/** Writes records as plain CSV: commas, doubled quotes, line feeds, every value quoted, NULL as nothing. */
export interface PlainCsv {
  readonly write: (bytes: Buffer, fields: readonly RawField[]) => void;
  readonly flush: () => void;
  readonly rows: () => number;
  /** Bytes of the longest record. */
  readonly longest: () => number;
}

export const plainCsv = (file: number, dialect: CsvDialect): PlainCsv => {
  let waiting: string[] = [];
  let [size, rows, longest] = [0, 0, 0];
  const flush = (): void => {
    const encoded = Buffer.from(waiting.join(''), 'latin1');
    for (let done = 0; done < encoded.length; ) done += writeSync(file, encoded, done);
    [waiting, size] = [[], 0];
  };
  return {
    flush,
    rows: () => rows,
    longest: () => longest,
    write: (bytes, fields) => {
      const record = `${fields.map((field) => asWritten(bytes, field, dialect)).join(',')}\n`;
      waiting.push(record);
      size += record.length;
      longest = Math.max(longest, record.length);
      rows += 1;
      if (size > chunkSize) flush();
    },
  };
};
