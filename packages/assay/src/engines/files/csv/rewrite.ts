import { isUtf8 } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { countOf } from '../../../domain/count-of.ts';
import { countingRejects, type Rejects } from '../rejects.ts';
import { type ByteWindow, byteWindow } from './byte-window.ts';
import type { CsvDialect } from './dialect.ts';
import { type PlainCsv, plainCsv } from './plain-csv.ts';
import { bytesOf, lineEnd, type RawField, scanRecord } from './record.ts';

/** Records longer than this are rejected: a quote that never closes must not fill the memory. */
export const longestRecord = 16 * 1024 * 1024;
/** After twenty quotes that never close, the next are looked for in so many bytes: the time stays linear. */
const searchedAfterMany = 64 * 1024;

const neverClosed = 'a quote is opened and never closed';
const tooLong = `longer than ${longestRecord / 1024 / 1024} MiB`;

export interface Rewritten extends Rejects {
  readonly rows: number;
  readonly longest: number;
}

export interface RewriteOptions {
  readonly dialect: CsvDialect;
  readonly width: number;
  /** Records before the rows: the header and what comes before it. */
  readonly skip: number;
  /** The encoding the text was in, where it holds U+FFFD for bytes that are not of it. */
  readonly undecodable?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads every record of a damaged text that can be read and writes it again as plain CSV: commas, doubled quotes, line
 * feeds, no header, every value quoted. What cannot be read is counted with its line. After a record that cannot be read,
 * reading goes on with the next line, so that one stray quote costs one line.
 */
export const rewriteCsv = async (from: string, to: string, options: RewriteOptions): Promise<Rewritten> => {
  const input = openSync(from, 'r');
  const output = openSync(to, 'w');
  try {
    const rows = plainCsv(output, options.dialect);
    const rejects = await copyRecords(byteWindow(input, longestRecord), rows, options);
    rows.flush();
    return { ...rejects, rows: rows.rows(), longest: rows.longest() };
  } finally {
    closeSync(input);
    closeSync(output);
  }
};

const copyRecords = async (window: ByteWindow, rows: PlainCsv, options: RewriteOptions): Promise<Rejects> => {
  const { width, skip } = options;
  const bytes = bytesOf(options.dialect);
  const rejects = countingRejects();
  let [line, seen, unclosed] = [1, 0, 0];
  let truncated: string | undefined;
  const reject = (reason: string): void => {
    rejects.reject(line, reason);
    window.leaveLine();
    line += 1;
  };
  for (let step = 0; ; step += 1) {
    if (step % 20_000 === 0) {
      await setImmediate();
      options.signal?.throwIfAborted();
    }
    if (window.at >= window.bytes.length) {
      if (window.last) break;
      window.fill();
      continue;
    }
    const scanned = scanRecord(window.bytes, window.at, bytes, window.last);
    if (scanned.kind === 'more') {
      if (window.bytes.length - window.at <= (unclosed > 20 ? searchedAfterMany : longestRecord)) {
        window.fill();
        continue;
      }
      const opens = window.bytes[window.at] === bytes.quote || unclosed > 20;
      unclosed += 1;
      reject(opens ? neverClosed : tooLong);
      continue;
    }
    if (scanned.kind === 'bad') {
      if (scanned.unclosed) unclosed += 1;
      if (scanned.unclosed && lineEnd(window.bytes, window.at) === -1)
        truncated = `the last record opens a quote that is never closed`;
      reject(scanned.reason);
      continue;
    }
    const { fields, next } = scanned;
    const blank = fields.length === 1 && isEmpty(fields[0]);
    if (!blank || seen > 0 || skip === 0) seen += 1;
    const isRow = seen > skip && !(blank && width > 1);
    const wrong = isRow ? problemOf(window.bytes.subarray(window.at, next), fields, options) : undefined;
    if (wrong !== undefined) {
      if (!scanned.ended && fields.length < width)
        truncated = `the last line has ${fields.length} of ${width} fields and no line end`;
      reject(wrong);
      continue;
    }
    if (isRow) rows.write(window.bytes, fields.slice(0, width));
    line += scanned.lines;
    window.at = next;
  }
  return rejects.all(truncated);
};

const problemOf = (
  record: Buffer,
  fields: readonly RawField[],
  { width, undecodable }: RewriteOptions,
): string | undefined => {
  if (fields.length !== width && !(fields.length === width + 1 && isEmpty(fields[width]))) {
    return `${countOf(fields.length, 'field')} instead of ${width}`;
  }
  if (record.length > longestRecord) return tooLong;
  if (undecodable !== undefined && record.includes('\ufffd')) return `not valid ${undecodable}`;
  return isUtf8(record) ? undefined : 'not valid UTF-8';
};

const isEmpty = (field: RawField | undefined): boolean =>
  field !== undefined && field.from === field.to && !field.quoted;
