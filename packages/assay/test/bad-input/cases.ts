import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { TextOptions } from '../../src/domain/source.ts';

/** What becomes of a bad input. */
export type Outcome =
  /** Could not run: exit code 2, with a problem that says so. */
  | { readonly problem: string; readonly says: string }
  /** Judged: the decision, and what a failed rule or a note says where it is to say something. */
  | {
      readonly decision: 'admit' | 'block';
      readonly check?: string;
      readonly says?: string;
      readonly rows?: number;
    };

export interface BadInput {
  readonly title: string;
  /** The name of the file. */
  readonly name: string;
  readonly content?: () => string | Uint8Array;
  /** For what is no plain file. */
  readonly place?: (folder: string, path: string) => void;
  /** Properties of the contract; `a` a required integer and `b` a text without them. */
  readonly properties?: string;
  readonly options?: TextOptions;
  readonly needs?: 'no root';
  readonly outcome: Outcome;
}

/** A command of every POSIX system. */
const fifoMaker = 'mkfifo';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_each, index) => line(index)).join('\n');
const good = `a,b\n${lines(50, (index) => `${index},x`)}\n`;
const hostileNames = [
  '"; DROP TABLE x --',
  "it's",
  'new\nline',
  '😀',
  'x'.repeat(300),
  'SELECT * FROM t',
  '*',
  'a.b',
  '__proto__',
];
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const badInputs: readonly BadInput[] = [
  {
    title: 'no such file',
    name: 'missing.csv',
    place: () => undefined,
    outcome: { problem: 'source-not-found', says: 'no file matches' },
  },
  {
    title: 'an empty file',
    name: 'empty.csv',
    content: () => '',
    outcome: { problem: 'source-empty', says: 'is empty' },
  },
  {
    title: 'nothing but blank lines',
    name: 'blank.csv',
    content: () => '\n \n\n',
    outcome: { problem: 'source-empty', says: 'is empty' },
  },
  {
    title: 'a header and no row',
    name: 'header.csv',
    content: () => 'a,b\n',
    outcome: { decision: 'admit', rows: 0 },
  },
  {
    title: 'a folder without data files',
    name: 'folder',
    place: (_folder, path) => void mkdirSync(path),
    outcome: { problem: 'source-not-found', says: 'holds no data file' },
  },
  {
    title: 'a FIFO, which would wait for ever',
    name: 'fifo.csv',
    place: (_folder, path) => void execFileSync(fifoMaker, [path]),
    outcome: { problem: 'source-unsupported', says: 'is a FIFO' },
  },
  {
    title: 'a device',
    name: 'device.csv',
    place: (_folder, path) => symlinkSync('/dev/zero', path),
    outcome: { problem: 'source-unsupported', says: 'is a device' },
  },
  {
    title: 'a link that leads back to itself',
    name: 'loop.csv',
    place: (folder, path) => {
      symlinkSync(path, join(folder, 'other.csv'));
      symlinkSync(join(folder, 'other.csv'), path);
    },
    outcome: { problem: 'source-unreadable', says: 'leads back to itself' },
  },
  {
    title: 'no permission',
    name: 'secret.csv',
    place: (_folder, path) => {
      writeFileSync(path, good);
      chmodSync(path, 0);
    },
    needs: 'no root',
    outcome: { problem: 'source-unreadable', says: 'permission denied' },
  },
  {
    title: 'a name longer than the file system takes',
    name: `${'x'.repeat(300)}.csv`,
    place: () => undefined,
    outcome: { problem: 'source-unreadable', says: 'longer name' },
  },

  {
    title: 'another delimiter than usual',
    name: 'semicolon.csv',
    content: () => good.replaceAll(',', ';'),
    outcome: { decision: 'admit', rows: 50 },
  },
  {
    title: 'another delimiter than stated',
    name: 'wrong.csv',
    content: () => good.replaceAll(',', ';'),
    options: { delimiter: ',' },
    outcome: { problem: 'source-unreadable', says: 'set the delimiter to ";"' },
  },
  {
    title: 'a delimiter of two characters stated',
    name: 'two.csv',
    content: () => good,
    options: { delimiter: '||' },
    outcome: { problem: 'source-unsupported', says: 'not one ASCII character' },
  },
  {
    title: 'rows with one field more than the header',
    name: 'wider.csv',
    content: () => `a,b\n${lines(9, (index) => `${index},x,y`)}\n`,
    outcome: { problem: 'source-unreadable', says: 'the header has 2 names, but the rows have 3 fields' },
  },
  {
    title: 'a ragged line among good ones',
    name: 'ragged.csv',
    content: () => `${good}51,x,y\n52,x\n`,
    outcome: { decision: 'block', check: 'wellFormed', says: 'line 52: 3 fields instead of 2' },
  },
  {
    title: 'only ragged lines',
    name: 'unreadable.csv',
    content: () => 'a,b,c\n1\n',
    outcome: { problem: 'source-unreadable', says: 'its only line cannot be read' },
  },
  {
    title: 'a quote that never closes',
    name: 'quote.csv',
    content: () => `${good}51,"x\n52,y\n53,z\n`,
    outcome: { decision: 'block', check: 'wellFormed', says: 'a quote is opened and never closed' },
  },
  {
    title: 'text after a closing quote',
    name: 'after.csv',
    content: () => `${good}51,"x"y\n52,y\n`,
    outcome: { decision: 'block', check: 'wellFormed', says: 'text follows a closing quote' },
  },
  {
    title: 'the last line cut off',
    name: 'cut.csv',
    content: () => `${good}51`,
    outcome: { decision: 'block', check: 'wellFormed', says: 'truncated: the last line has 1 of 2 fields' },
  },
  {
    title: 'the last quoted value cut off',
    name: 'cut-quote.csv',
    content: () => `${good}51,"and th`,
    outcome: {
      decision: 'block',
      check: 'wellFormed',
      says: 'truncated: the last record opens a quote that is never closed',
    },
  },
  {
    title: 'no line end after the last, complete line',
    name: 'no-end.csv',
    content: () => good.trimEnd(),
    outcome: { decision: 'admit', rows: 50 },
  },
  {
    title: 'line ends of carriage returns',
    name: 'cr.csv',
    content: () => good.replaceAll('\n', '\r'),
    outcome: { decision: 'admit', rows: 50 },
  },
  {
    title: 'line ends of three kinds',
    name: 'mixed.csv',
    content: () => `a,b\r\n1,x\n2,y\r3,z\r\n`,
    outcome: { decision: 'admit', rows: 3 },
  },
  {
    title: 'a line of 100 MB',
    name: 'long.csv',
    content: () => `a,b\n1,x\n2,${'y'.repeat(100_000_000)}\n3,z\n`,
    outcome: { decision: 'block', check: 'wellFormed', says: 'longer than 16 MiB' },
  },
  {
    title: 'a value of 5 MB',
    name: 'big-value.csv',
    content: () => `a,b\n1,"${'y'.repeat(5_000_000)}"\n2,z\n`,
    outcome: { decision: 'admit', rows: 2 },
  },
  {
    title: '20,000 columns',
    name: 'wide.csv',
    content: () =>
      `a,b,${lines(19_998, (index) => `c${index}`).replaceAll('\n', ',')}\n${lines(3, () => `1,x,${'7,'.repeat(19_997)}7`)}\n`,
    outcome: { decision: 'admit', rows: 3 },
  },
  {
    title: 'lines above the header',
    name: 'title.csv',
    content: () => `Report of plant 7\n\n${good}`,
    outcome: { decision: 'admit', rows: 50, says: 'above the header left out' },
  },
  {
    title: 'blank lines above the header',
    name: 'blank-above.csv',
    content: () => `\n\r\n${good}`,
    outcome: { decision: 'admit', rows: 50 },
  },
  {
    title: 'no header',
    name: 'rows.csv',
    content: () => '1,2020-01-01\n2,2020-01-02\n',
    outcome: { decision: 'block', check: 'presence', says: 'a' },
  },
  {
    title: 'two columns of one name',
    name: 'twice.csv',
    content: () => 'a,b,a\n1,x,2\n',
    outcome: { problem: 'source-unreadable', says: 'two columns called "a"' },
  },
  {
    title: 'two names that differ in case alone',
    name: 'case.csv',
    content: () => 'a,b,A\n1,x,2\n',
    outcome: { problem: 'source-unreadable', says: 'cannot be told apart' },
  },
  {
    title: 'column names of quotes, line ends, emoji, 300 characters, SQL',
    name: 'names.csv',
    content: () =>
      `a,b,${hostileNames.map(quoted).join(',')}\n1,x,${hostileNames.map((_name, index) => index).join(',')}\n`,
    outcome: { decision: 'admit', rows: 1 },
  },

  {
    title: 'latin-1 without saying so',
    name: 'latin.csv',
    content: () => Buffer.from('a,b\n1,café\n2,Müller\n', 'latin1'),
    properties:
      '{name: a, logicalType: integer, required: true}, {name: b, logicalType: string, quality: [{metric: invalidValues, arguments: {validValues: [café, Müller]}, mustBe: 0}]}',
    outcome: { decision: 'admit', rows: 2 },
  },
  {
    title: 'latin-1 that shows only late in the file',
    name: 'late-latin.csv',
    content: () => Buffer.from(`a,b\n${lines(60_000, (index) => `${index},x`)}\n60001,Müller\n`, 'latin1'),
    outcome: { decision: 'admit', rows: 60_001 },
  },
  {
    title: 'bytes that are not of the encoding stated',
    name: 'japanese.csv',
    content: () => Buffer.concat([Buffer.from(good), Buffer.from('51,\x82\xa0\n52,\x82\n', 'latin1')]),
    options: { encoding: 'shift_jis' },
    outcome: { decision: 'block', check: 'wellFormed', says: 'line 53: not valid shift_jis' },
  },
  {
    title: 'one line of another encoding in a UTF-8 file',
    name: 'damaged.csv',
    content: () =>
      Buffer.concat([
        Buffer.from(`a,b\n1,é\n${lines(60_000, (index) => `${index},x`)}\n`),
        Buffer.from('9,M\xfcller\n', 'latin1'),
        Buffer.from('10,ü\n'),
      ]),
    outcome: { decision: 'block', check: 'wellFormed', says: 'not valid UTF-8' },
  },
  {
    title: 'UTF-16 with a byte order mark',
    name: 'utf16.csv',
    content: () => Buffer.from(`\ufeff${good}`, 'utf16le'),
    outcome: { decision: 'admit', rows: 50 },
  },
  {
    title: 'UTF-16 without one',
    name: 'utf16-bare.csv',
    content: () => Buffer.from(good, 'utf16le'),
    outcome: { decision: 'admit', rows: 50 },
  },
  {
    title: 'an encoding nobody knows stated',
    name: 'encoding.csv',
    content: () => good,
    options: { encoding: 'klingon' },
    outcome: { problem: 'source-unsupported', says: 'nobody knows an encoding called klingon' },
  },
  {
    title: 'NUL bytes in a value',
    name: 'nul.csv',
    content: () => 'a,b\n1,x\0y\n2,z\n',
    outcome: { decision: 'admit', rows: 2 },
  },
  {
    title: 'the end of the file filled with NUL bytes',
    name: 'zeros.csv',
    content: () => `${good}${'\0'.repeat(4096)}`,
    outcome: { decision: 'block', check: 'wellFormed', says: 'truncated: the last line has 1 of 2 fields' },
  },
  {
    title: 'binary data called CSV',
    name: 'binary.csv',
    content: () => Buffer.from(Array.from({ length: 4096 }, (_each, index) => (index * 7919) % 256)),
    outcome: { problem: 'source-unsupported', says: 'binary data' },
  },
  {
    title: 'an Excel workbook called CSV',
    name: 'excel.csv',
    content: () => Buffer.from('PK\x03\x04workbook', 'latin1'),
    outcome: { problem: 'source-unsupported', says: 'Excel workbook' },
  },

  {
    title: 'text in a column of integers',
    name: 'text.csv',
    content: () => 'a,b\n1,x\nseven,y\n',
    outcome: { decision: 'block', check: 'type', says: 'seven' },
  },
  {
    title: 'a fraction in a column of integers',
    name: 'fraction.csv',
    content: () => 'a,b\n1,x\n1.5,y\n',
    outcome: { decision: 'block', check: 'type', says: '1.5' },
  },
  {
    title: 'integers beyond 64 bits',
    name: 'huge.csv',
    content: () => 'a,b\n170141183460469231731687303715884105727,x\n2,y\n',
    outcome: { decision: 'admit', rows: 2 },
  },
  {
    title: 'integers beyond 128 bits',
    name: 'too-huge.csv',
    content: () => `a,b\n${'9'.repeat(60)},x\n2,y\n`,
    outcome: { decision: 'block', check: 'type', says: '1' },
  },
  {
    title: 'numbers beyond a double',
    name: 'overflow.csv',
    content: () => 'a,b\n1e400,x\n2,y\n',
    properties: '{name: a, logicalType: number, required: true}',
    outcome: { decision: 'block', check: 'type', says: '1' },
  },
  {
    title: 'NaN and infinities in a bounded column',
    name: 'nan.csv',
    content: () => 'a,b\nNaN,x\n-inf,y\n5,z\n',
    properties: '{name: a, logicalType: number, logicalTypeOptions: {minimum: 0}}',
    outcome: { decision: 'block', says: '2' },
  },
  {
    title: 'days that do not exist',
    name: 'days.csv',
    content: () => 'a,b\n2021-02-29,x\n2020-02-29,y\n',
    properties: '{name: a, logicalType: date}',
    outcome: { decision: 'block', check: 'type', says: '2021-02-29' },
  },
  {
    title: 'days thousands of years away',
    name: 'far.csv',
    content: () => 'a,b\n0001-01-01,x\n290000-01-01,y\n',
    properties: '{name: a, logicalType: date}',
    outcome: { decision: 'admit', rows: 2 },
  },
  {
    title: 'an empty cell in a required column',
    name: 'null.csv',
    content: () => 'a,b\n,x\n2,y\n',
    outcome: { decision: 'block', check: 'required', says: '1' },
  },

  {
    title: 'gzip that says so nowhere',
    name: 'packed.csv',
    content: () => gzipSync(good),
    outcome: { decision: 'admit', rows: 50, says: 'packed with gzip' },
  },
  {
    title: 'zstd of several frames',
    name: 'frames.csv.zst',
    content: () => Buffer.concat([good, '50,x\n'].map((text) => zstdCompressSync(text))),
    outcome: { decision: 'admit', rows: 51 },
  },
  {
    title: 'zstd cut off in its second frame',
    name: 'cut.csv.zst',
    content: () => Buffer.concat([zstdCompressSync(good), zstdCompressSync('50,x\n').subarray(0, 9)]),
    outcome: { problem: 'source-unreadable', says: 'cut off' },
  },
  {
    title: 'other bytes after a zstd frame',
    name: 'after.csv.zst',
    content: () => Buffer.concat([zstdCompressSync(good), Buffer.from('50,x\n')]),
    outcome: { problem: 'source-unreadable', says: 'damaged' },
  },
  {
    title: 'gzip of several members',
    name: 'members.csv.gz',
    content: () => Buffer.concat([good, '50,x\n'].map((text) => gzipSync(text))),
    outcome: { decision: 'admit', rows: 51 },
  },
  {
    title: 'gzip cut off',
    name: 'cut.csv.gz',
    content: () => gzipSync(good).subarray(0, 60),
    outcome: { problem: 'source-unreadable', says: 'cut off' },
  },
  {
    title: 'damaged gzip',
    name: 'damaged.csv.gz',
    content: () => {
      const packed = gzipSync(good);
      packed.fill(0xff, 30, 60);
      return packed;
    },
    outcome: { problem: 'source-unreadable', says: 'damaged' },
  },
  {
    title: 'a CSV file called Parquet',
    name: 'text.parquet',
    content: () => good,
    outcome: { decision: 'admit', rows: 50, says: 'called .parquet but holds csv' },
  },
  {
    title: 'truncated Parquet',
    name: 'cut.parquet',
    content: () => Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(200, 7)]),
    outcome: { problem: 'source-unreadable', says: 'no complete Parquet file' },
  },
  {
    title: 'Parquet with a wrong footer',
    name: 'footer.parquet',
    content: () =>
      Buffer.concat([
        Buffer.from('PAR1'),
        Buffer.alloc(200, 7),
        Buffer.from([200, 0, 0, 0]),
        Buffer.from('PAR1'),
      ]),
    outcome: { problem: 'source-unreadable', says: 'no complete Parquet file' },
  },
  {
    title: 'a damaged DuckDB database',
    name: 'damaged.duckdb',
    content: () => good,
    outcome: { decision: 'admit', rows: 50, says: 'called .duckdb but holds csv' },
  },

  {
    title: 'an NDJSON line that is no JSON',
    name: 'bad.ndjson',
    content: () => '{"a":1,"b":"x"}\n{"a":2,\n{"a":3,"b":"y"}\n',
    outcome: { decision: 'block', check: 'wellFormed', says: 'line 2' },
  },
  {
    title: 'NDJSON of which the first line is no JSON',
    name: 'first.ndjson',
    content: () => '{"a":1\n{"a":2,"b":"y"}\n',
    outcome: { decision: 'block', check: 'wellFormed', says: 'line 1: no JSON: it ends too early' },
  },
  {
    title: 'an NDJSON line of another encoding',
    name: 'latin.ndjson',
    content: () =>
      Buffer.concat([
        Buffer.from(lines(9_000, (index) => `{"a":${index},"b":"a text of some length: é"}`)),
        Buffer.from('\n{"a":1,"b":"M\xfcller"}\n', 'latin1'),
      ]),
    outcome: { decision: 'block', check: 'wellFormed', says: 'line 9001: not valid UTF-8' },
  },
  {
    title: 'JSON and NDJSON with a byte order mark',
    name: 'mark.ndjson',
    content: () => '\ufeff{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n',
    outcome: { decision: 'admit', rows: 2 },
  },
  {
    title: 'an object with one key twice',
    name: 'twice.json',
    content: () => '[{"a":1,"b":"x","b":"y"}]',
    outcome: { problem: 'source-unreadable', says: 'an object has the key "b" twice' },
  },
  {
    title: 'keys that differ in case alone',
    name: 'case.ndjson',
    content: () => '{"a":1,"A":2,"b":"x"}\n',
    outcome: { problem: 'source-unreadable', says: 'has the keys "A" and "a", which cannot be told apart' },
  },
  {
    title: 'a key without a name',
    name: 'unnamed.json',
    content: () => '[{"a":1,"b":"x","":2}]',
    outcome: { problem: 'source-unreadable', says: 'has a key without a name' },
  },
  {
    title: 'NDJSON cut off',
    name: 'cut.ndjson',
    content: () => '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n{"a":3,"b',
    outcome: {
      decision: 'block',
      check: 'wellFormed',
      says: 'truncated: the last line ends in the middle of an object',
    },
  },
  {
    title: 'NDJSON of other values than objects',
    name: 'values.ndjson',
    content: () => '1\n2\n',
    options: { format: 'ndjson' },
    outcome: { problem: 'source-unreadable', says: 'no line is a JSON object; line 1: no JSON object' },
  },
  {
    title: 'a JSON array cut off',
    name: 'cut.json',
    content: () => '[{"a":1,"b":"x"},{"a":2,',
    outcome: { problem: 'source-unreadable', says: 'cut.json' },
  },
  {
    title: 'JSON values of different kinds in one column',
    name: 'kinds.json',
    content: () => '[{"a":1,"b":"x"},{"a":"seven","b":"y"}]',
    outcome: { decision: 'block', check: 'type', says: 'seven' },
  },
];
