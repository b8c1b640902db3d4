import type { CsvDialect } from './dialect.ts';

const lineFeed = 10;
const carriageReturn = 13;

/** One field as its bytes lie in the file; `quoted` ones are without their quotes and still escaped. */
export interface RawField {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

export type Scanned =
  | {
      readonly kind: 'record';
      readonly fields: readonly RawField[];
      readonly next: number;
      readonly lines: number;
      readonly ended: boolean;
    }
  /** `unclosed`: a quote that never closes, to the end of what is there. */
  | { readonly kind: 'bad'; readonly reason: string; readonly unclosed: boolean }
  /** The window ends before the record does. */
  | { readonly kind: 'more' };

interface Bytes {
  readonly delimiter: number;
  readonly quote: number;
  readonly escape: number;
}

export const bytesOf = (dialect: CsvDialect): Bytes => ({
  delimiter: dialect.delimiter.charCodeAt(0),
  quote: dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0),
  escape: dialect.escape === '' ? -1 : dialect.escape.charCodeAt(0),
});

/** Where the quoted field that starts at `from` closes; -1 where it does not in this window. */
const closing = (window: Buffer, from: number, { quote, escape: escaping }: Bytes): number => {
  let at = from;
  for (;;) {
    const found = window.indexOf(quote, at);
    if (found === -1) return -1;
    if (escaping === quote) {
      if (window[found + 1] !== quote) return found;
      at = found + 2;
    } else {
      let slashes = 0;
      while (found - 1 - slashes >= from && window[found - 1 - slashes] === escaping) slashes += 1;
      if (slashes % 2 === 0) return found;
      at = found + 1;
    }
  }
};

/** After the line end at `at`: a line feed, a carriage return, or both. */
const afterLineEnd = (window: Buffer, at: number): number =>
  window[at] === carriageReturn && window[at + 1] === lineFeed ? at + 2 : at + 1;

/** Where the line at `from` ends, and -1 where no line end is in the window. */
export const lineEnd = (window: Buffer, from: number): number => {
  for (let at = from; at < window.length; at += 1)
    if (window[at] === lineFeed || window[at] === carriageReturn) return at;
  return -1;
};

/** The start of the line after the one at `from`; the window's end where there is none. */
export const nextLine = (window: Buffer, from: number): number => {
  const end = lineEnd(window, from);
  return end === -1 ? window.length : afterLineEnd(window, end);
};

const linesIn = (window: Buffer, from: number, to: number): number => {
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    if (window[at] === lineFeed || (window[at] === carriageReturn && window[at + 1] !== lineFeed)) lines += 1;
  }
  return lines;
};

const afterSpaces = (window: Buffer, from: number): number => {
  let at = from;
  while (window[at] === 32) at += 1;
  return at;
};

/** Reads the record that starts at `from`. Every kind of line end ends one. `last`: nothing follows the window. */
export const scanRecord = (window: Buffer, from: number, bytes: Bytes, last: boolean): Scanned => {
  const fields: RawField[] = [];
  const { length } = window;
  let at = from;
  let lines = 1;
  for (;;) {
    let field: RawField;
    const spaced = afterSpaces(window, at);
    if (bytes.quote !== -1 && window[spaced] === bytes.quote) {
      at = spaced;
      const close = closing(window, at + 1, bytes);
      if (close === -1)
        return last
          ? { kind: 'bad', reason: 'a quote is opened and never closed', unclosed: true }
          : { kind: 'more' };
      if (close + 1 >= length && !last) return { kind: 'more' };
      field = { from: at + 1, to: close, quoted: true };
      lines += linesIn(window, at + 1, close);
      at = afterSpaces(window, close + 1);
      if (at >= length && !last) return { kind: 'more' };
      const next = window[at];
      if (at < length && next !== bytes.delimiter && next !== lineFeed && next !== carriageReturn) {
        return { kind: 'bad', reason: 'text follows a closing quote', unclosed: false };
      }
    } else {
      const start = at;
      while (at < length) {
        const byte = window[at];
        if (byte === bytes.delimiter || byte === lineFeed || byte === carriageReturn) break;
        at += 1;
      }
      field = { from: start, to: at, quoted: false };
    }
    fields.push(field);
    if (at >= length)
      return last ? { kind: 'record', fields, next: at, lines, ended: false } : { kind: 'more' };
    if (window[at] === bytes.delimiter) {
      at += 1;
      continue;
    }
    if (window[at] === carriageReturn && at + 1 >= length && !last) return { kind: 'more' };
    return { kind: 'record', fields, next: afterLineEnd(window, at), lines, ended: true };
  }
};

/** The text of a field, its escapes undone. */
export const fieldText = (window: Buffer, field: RawField, dialect: CsvDialect): string => {
  const text = window.toString('utf8', field.from, field.to);
  if (!field.quoted || !text.includes(dialect.escape)) return text;
  return dialect.escape === dialect.quote
    ? text.replaceAll(dialect.quote + dialect.quote, dialect.quote)
    : text.replaceAll(/\\(.)/gs, '$1');
};
