import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { CsvDialect } from './dialect.ts';
import { bytesOf, lineEnd, nextLine, type RawField, scanRecord } from './record.ts';

/** Records longer than this are rejected: a quote that never closes must not fill the memory. */
export const longestRecord = 16 * 1024 * 1024;
const shownRejects = 20;
const chunkSize = 1024 * 1024;

export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

export interface Rewritten {
  readonly rows: number;
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
  readonly truncated?: string;
  readonly longest: number;
}

export interface RewriteOptions {
  readonly dialect: CsvDialect;
  readonly width: number;
  /** Records before the rows: the header and what comes before it. */
  readonly skip: number;
  readonly signal?: AbortSignal;
}

const asWritten = (window: Buffer, field: RawField, dialect: CsvDialect): string => {
  if (field.from === field.to) return field.quoted ? '""' : '';
  const bytes = window.toString('latin1', field.from, field.to);
  if (field.quoted && dialect.quote === '"' && dialect.escape === '"') return `"${bytes}"`;
  const plain = !field.quoted
    ? bytes
    : dialect.escape === '\\'
      ? bytes.replaceAll(/\\(.)/gs, '$1')
      : bytes.replaceAll(dialect.quote + dialect.quote, dialect.quote);
  return `"${plain.replaceAll('"', '""')}"`;
};

const plural = (count: number): string => (count === 1 ? '1 field' : `${count} fields`);

/**
 * Reads every record of a damaged text that can be read and writes it again as plain CSV: commas, doubled quotes, line
 * feeds, no header, every value quoted. What cannot be read is counted with its line. After a record that cannot be read,
 * reading goes on with the next line, so that one stray quote costs one line.
 */
export const rewriteCsv = async (from: string, to: string, options: RewriteOptions): Promise<Rewritten> => {
  const { dialect, width } = options;
  const bytes = bytesOf(dialect);
  const input = openSync(from, 'r');
  const output = openSync(to, 'w');
  const rejected: Rejection[] = [];
  let [rejectedCount, rows, longest, line, seen] = [0, 0, 0, 1, 0];
  let truncated: string | undefined;
  let out: string[] = [];
  let outSize = 0;
  let window = Buffer.alloc(0);
  let [at, offset, last, unclosed] = [0, 0, false, 0];
  const flush = (): void => {
    const encoded = Buffer.from(out.join(''), 'latin1');
    for (let done = 0; done < encoded.length; ) done += writeSync(output, encoded, done);
    [out, outSize] = [[], 0];
  };
  const fill = (): void => {
    const chunk = Buffer.allocUnsafe(Math.max(chunkSize, Math.min(window.length - at, longestRecord)));
    const read = readSync(input, chunk, 0, chunk.length, offset);
    offset += read;
    if (read === 0) last = true;
    window = Buffer.concat([window.subarray(at), chunk.subarray(0, read)]);
    at = 0;
  };
  const reject = (reason: string): void => {
    rejectedCount += 1;
    if (rejected.length < shownRejects) rejected.push({ line, reason });
  };
  /** Leaves the line at `at`, however long it is. */
  const leaveLine = (): void => {
    for (;;) {
      const end = lineEnd(window, at);
      if (end !== -1 && (end + 1 < window.length || last)) {
        at = nextLine(window, at);
        line += 1;
        return;
      }
      if (last) {
        at = window.length;
        return;
      }
      if (end === -1) at = window.length;
      fill();
    }
  };
  const problemOf = (fields: readonly RawField[], next: number): string | undefined => {
    if (fields.length !== width && !(fields.length === width + 1 && isEmpty(fields[width]))) {
      return `${plural(fields.length)} instead of ${width}`;
    }
    if (next - at > longestRecord) return `longer than ${longestRecord / 1024 / 1024} MiB`;
    return isUtf8(window.subarray(at, next)) ? undefined : 'not valid UTF-8';
  };
  try {
    fill();
    if (window[0] === 0xef && window[1] === 0xbb && window[2] === 0xbf) at = 3;
    for (let step = 0; ; step += 1) {
      if (step % 20_000 === 0) {
        await setImmediate();
        options.signal?.throwIfAborted();
      }
      if (at >= window.length) {
        if (!last) fill();
        if (at >= window.length && last) break;
        continue;
      }
      const scanned = scanRecord(window, at, bytes, last);
      if (scanned.kind === 'more') {
        const limit = unclosed > 20 ? 65_536 : longestRecord;
        if (window.length - at <= limit) fill();
        else {
          reject(
            window[at] === bytes.quote || unclosed > 20
              ? 'a quote is opened and never closed'
              : `longer than ${longestRecord / 1024 / 1024} MiB`,
          );
          unclosed += 1;
          leaveLine();
        }
        continue;
      }
      if (scanned.kind === 'bad') {
        const end = lineEnd(window, at);
        if (scanned.unclosed) unclosed += 1;
        if (scanned.unclosed && end === -1) truncated = 'the last record opens a quote that is never closed';
        reject(scanned.reason);
        leaveLine();
        continue;
      }
      const { fields, next } = scanned;
      seen += 1;
      const blank = fields.length === 1 && width > 1 && isEmpty(fields[0]);
      const wrong = seen <= options.skip || blank ? undefined : problemOf(fields, next);
      if (wrong !== undefined) {
        reject(wrong);
        if (!scanned.ended && fields.length < width)
          truncated = `the last line has ${fields.length} of ${width} fields and no line end`;
        leaveLine();
        continue;
      }
      if (seen > options.skip && !blank) {
        const written = `${fields
          .slice(0, width)
          .map((field) => asWritten(window, field, dialect))
          .join(',')}\n`;
        out.push(written);
        outSize += written.length;
        longest = Math.max(longest, written.length);
        rows += 1;
        if (outSize > chunkSize) flush();
      }
      line += scanned.lines;
      at = next;
    }
    flush();
  } finally {
    closeSync(input);
    closeSync(output);
  }
  return { rows, rejected, rejectedCount, ...(truncated === undefined ? {} : { truncated }), longest };
};

const isEmpty = (field: RawField | undefined): boolean =>
  field !== undefined && field.from === field.to && !field.quoted;
