import type { DeclaredColumn, TextOptions } from '../../../domain/source.ts';
import { type CsvDialect, isOneAscii } from './dialect.ts';
import { bytesOf, fieldText, scanRecord } from './record.ts';

/** One record of the sample; NULL is an empty field without quotes. */
export type SampleRecord = readonly (string | null)[];

export interface Sample {
  readonly dialect: CsvDialect;
  readonly records: readonly SampleRecord[];
  /** The sample is the whole file, and every record of it could be read. */
  readonly complete: boolean;
  /** Blank lines come before the first record. */
  readonly blankAbove: boolean;
}

const delimiters = [',', ';', '\t', '|', '^', '~', '\u0001'] as const;

interface Read extends Omit<Sample, 'dialect'> {
  /** Every record could be read, and all are as wide as the first. */
  readonly regular: boolean;
}

/** The records of a sample. A last one that the sample cuts is left out. */
const read = (head: Buffer, whole: boolean, dialect: CsvDialect, limit: number): Read => {
  const bytes = bytesOf(dialect);
  const records: SampleRecord[] = [];
  let at = 0;
  let width = -1;
  let regular = true;
  let blankAbove = false;
  while (at < head.length) {
    if (records.length >= limit) return { records, complete: false, blankAbove, regular };
    const scanned = scanRecord(head, at, bytes, whole);
    if (scanned.kind !== 'record')
      return { records, complete: false, blankAbove, regular: regular && scanned.kind === 'more' };
    const [only] = scanned.fields;
    const blank = scanned.fields.length === 1 && only !== undefined && only.from === only.to && !only.quoted;
    if (blank && width === -1) blankAbove = true;
    if (!blank || width === 1) {
      records.push(
        scanned.fields.map((field) =>
          field.from === field.to && !field.quoted ? null : fieldText(head, field, dialect),
        ),
      );
      if (width === -1) width = scanned.fields.length;
      if (scanned.fields.length !== width && scanned.fields.length !== width + 1) regular = false;
    }
    at = scanned.next;
  }
  return { records, complete: whole && regular, blankAbove, regular };
};

export const widthOf = (records: readonly SampleRecord[]): { width: number; share: number } => {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width = 0, count = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return { width, share: records.length === 0 ? 0 : count / records.length };
};

/** How well a delimiter fits: names the contract knows, then records of equal width, then how many fields they have. */
const fitOf = (
  records: readonly SampleRecord[],
  known: ReadonlySet<string>,
): readonly [number, number, number] => {
  const { width, share } = widthOf(records);
  if (width < 2) return [0, 0, 0];
  const names = (records[0] ?? []).filter(
    (cell) => cell !== null && known.has(cell.trim().toLowerCase()),
  ).length;
  return [names, Math.round(share * 20), width];
};

const better = (left: readonly number[], right: readonly number[]): boolean => {
  for (const [index, value] of left.entries()) if (value !== right[index]) return value > (right[index] ?? 0);
  return false;
};

const quoteOf = (text: string): string =>
  !text.includes('"') && /(^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)/m.test(text) ? "'" : '"';

export const knownNames = (declared: readonly DeclaredColumn[]): ReadonlySet<string> =>
  new Set(declared.flatMap(({ name, physicalName }) => [name.toLowerCase(), physicalName.toLowerCase()]));

/** Finds how a text is delimited, from its first bytes. Quotes inside quotes are doubled, unless only backslashes make sense. */
export const sniffCsv = (
  head: Buffer,
  whole: boolean,
  declared: readonly DeclaredColumn[],
  options: TextOptions,
  preferred: string,
): Sample => {
  const text = head.subarray(0, 65_536).toString('utf8');
  const quote = options.quote ?? quoteOf(text);
  const dialectOf = (delimiter: string): CsvDialect => ({ delimiter, quote, escape: quote });
  const known = knownNames(declared);
  let best = options.delimiter ?? preferred;
  if (options.delimiter === undefined) {
    const short = head.length > 65_536 ? head.subarray(0, 65_536) : head;
    let fit: readonly number[] = [0, 0, 0];
    for (const delimiter of new Set([preferred, ...delimiters])) {
      const own = fitOf(
        read(short, whole && short.length === head.length, dialectOf(delimiter), 200).records,
        known,
      );
      if (better(own, fit)) [best, fit] = [delimiter, own];
    }
  }
  const doubling = dialectOf(best);
  const found = read(head, whole, doubling, Number.POSITIVE_INFINITY);
  if (found.regular || !text.includes(`\\${quote}`)) return { dialect: doubling, ...found };
  const escaping = { ...doubling, escape: '\\' };
  const other = read(head, whole, escaping, Number.POSITIVE_INFINITY);
  return other.regular ? { dialect: escaping, ...other } : { dialect: doubling, ...found };
};

/** A delimiter that would split a text which `sample` does not split at all; undefined where there is none. */
export const likelyDelimiter = (sample: Sample): string | undefined => {
  const cells = sample.records.slice(0, 200).map(([cell]) => cell ?? '');
  if (cells.length === 0 || widthOf(sample.records).width !== 1) return undefined;
  return delimiters.find(
    (delimiter) =>
      delimiter !== sample.dialect.delimiter &&
      cells.filter((cell) => cell.includes(delimiter)).length / cells.length >= 0.9 &&
      cells[0]?.includes(delimiter),
  );
};

export const delimiterName = (delimiter: string): string =>
  delimiter === '\t'
    ? 'a tab'
    : delimiter < ' '
      ? `the character U+${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}`
      : `"${delimiter}"`;

/** What is wrong with options a user gave; undefined where they are usable. */
export const badOptions = ({ delimiter, quote }: TextOptions): string | undefined => {
  if (delimiter !== undefined && !isOneAscii(delimiter))
    return `the delimiter ${JSON.stringify(delimiter)} is not one ASCII character`;
  if (quote !== undefined && quote !== '' && !isOneAscii(quote))
    return `the quote ${JSON.stringify(quote)} is not one ASCII character`;
  return undefined;
};
