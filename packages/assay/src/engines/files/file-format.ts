import type { TextOptions } from '../../domain/source.ts';

export type Format = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet' | 'duckdb';
export type Packing = 'gzip' | 'zstd';

/** What a file is by its first bytes. */
export type Content =
  | { readonly kind: 'packed'; readonly packing: Packing }
  | { readonly kind: 'format'; readonly format: Format }
  /** A format Assay does not read, by its name. */
  | { readonly kind: 'foreign'; readonly name: string };

const magics: readonly (readonly [offset: number, bytes: readonly number[], content: Content])[] = [
  [0, [0x50, 0x41, 0x52, 0x31], { kind: 'format', format: 'parquet' }],
  [0, [0x1f, 0x8b], { kind: 'packed', packing: 'gzip' }],
  [0, [0x28, 0xb5, 0x2f, 0xfd], { kind: 'packed', packing: 'zstd' }],
  [0, [0x50, 0x2a, 0x4d, 0x18], { kind: 'packed', packing: 'zstd' }],
  [8, [0x44, 0x55, 0x43, 0x4b], { kind: 'format', format: 'duckdb' }],
  [0, [0x50, 0x41, 0x52, 0x45], { kind: 'foreign', name: 'encrypted Parquet' }],
  [0, [0x50, 0x4b, 0x03, 0x04], { kind: 'foreign', name: 'a ZIP archive or an Excel workbook' }],
  [0, [0xd0, 0xcf, 0x11, 0xe0], { kind: 'foreign', name: 'an old Excel or Word file' }],
  [0, [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], { kind: 'foreign', name: 'an SQLite database' }],
  [0, [0x4f, 0x52, 0x43], { kind: 'foreign', name: 'an ORC file' }],
  [0, [0x4f, 0x62, 0x6a, 0x01], { kind: 'foreign', name: 'an Avro file' }],
  [0, [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], { kind: 'foreign', name: 'an Arrow file' }],
  [0, [0x89, 0x48, 0x44, 0x46], { kind: 'foreign', name: 'an HDF5 file' }],
  [0, [0x42, 0x5a, 0x68], { kind: 'foreign', name: 'a bzip2 file' }],
  [0, [0xfd, 0x37, 0x7a, 0x58, 0x5a], { kind: 'foreign', name: 'an xz file' }],
  [0, [0x25, 0x50, 0x44, 0x46], { kind: 'foreign', name: 'a PDF file' }],
];

const starts = (head: Buffer, offset: number, bytes: readonly number[]): boolean =>
  head.length >= offset + bytes.length && bytes.every((byte, index) => head[offset + index] === byte);

const isJson = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

/** A JSON value on each line, though some may be broken, or one array or object over many. */
const jsonFormat = (text: string): Format => {
  if (text.trimStart().startsWith('[')) return 'json';
  const lines = text.trim().split(/\r\n?|\n/, 50);
  const [first = ''] = lines;
  const good = lines.filter(isJson).length;
  return lines.length === 1 || isJson(first) || good * 2 >= lines.length ? 'ndjson' : 'json';
};

const looksLikeJson = (text: string): boolean => /^\s*(\{\s*("|\})|\[\s*(\{|\[|\]))/.test(text);

/** What the bytes say; undefined for plain text that is no JSON. */
export const contentOf = (head: Buffer): Content | undefined => {
  for (const [offset, bytes, content] of magics) if (starts(head, offset, bytes)) return content;
  const text = head
    .subarray(0, 65_536)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return looksLikeJson(text) ? { kind: 'format', format: jsonFormat(text) } : undefined;
};

const byExtension: Readonly<Record<string, Format>> = {
  csv: 'csv',
  txt: 'csv',
  psv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
  pq: 'parquet',
  duckdb: 'duckdb',
};

/** What the name says; undefined where it says nothing. */
export const formatByName = (path: string): Format | undefined =>
  byExtension[/\.([a-z]+)(\.(gz|zst|gzip|zstd))?$/i.exec(path)?.[1]?.toLowerCase() ?? ''];

/** Text formats go by what is asked, then by content, then by name; a name without meaning is taken for CSV. */
export const textFormat = (
  path: string,
  content: Content | undefined,
  options: TextOptions | undefined,
): Format => {
  if (options?.format !== undefined) return options.format;
  const named = formatByName(path);
  if (content?.kind === 'format') return content.format;
  return named === undefined || named === 'parquet' || named === 'duckdb' ? 'csv' : named;
};
