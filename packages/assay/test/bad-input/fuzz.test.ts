import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../../src/domain/problem.ts';
import { declares, testFolder } from '../engines/text-files.ts';

const seed = 20_261_125;
const files = testFolder();
afterAll(files.remove);

/** Opens or is refused with a problem: nothing else may happen. */
const opensOrIsRefused = async (name: string, bytes: Uint8Array): Promise<void> => {
  try {
    await files.openText(name, bytes, async ({ table, rows }) => {
      expect(await rows()).toHaveLength(table.facts.rows ?? -1);
    });
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    for (const { message, hint } of cause.problems) {
      expect(message).not.toBe('');
      expect(hint).not.toBe('');
    }
  }
};

const bytes = fc.uint8Array({ maxLength: 400 });
const textish = fc
  .array(
    fc.constantFrom(
      'a',
      '1',
      ',',
      ';',
      '"',
      "'",
      '\n',
      '\r',
      '\r\n',
      '\t',
      ' ',
      '\0',
      'é',
      '😀',
      '{',
      '}',
      '[',
      ']',
      ':',
      '\\',
      '-',
      '.',
      '2020-01-01',
      'null',
      '\u00ff',
    ),
    { maxLength: 120 },
  )
  .map((parts) => Buffer.from(parts.join('')));
const magic = (prefix: string) =>
  bytes.map((tail) => Buffer.concat([Buffer.from(prefix, 'latin1'), tail, Buffer.from(prefix, 'latin1')]));

test.each([
  ['random bytes as CSV', 'x.csv', bytes, 60],
  ['random text as CSV', 'x.csv', textish, 120],
  [
    'random text as NDJSON',
    'x.ndjson',
    textish.map((text) => Buffer.concat([Buffer.from('{"a":1}\n{'), text])),
    50,
  ],
  ['random text as JSON', 'x.json', textish.map((text) => Buffer.concat([Buffer.from('[{"a":'), text])), 40],
  ['random bytes as Parquet', 'x.parquet', magic('PAR1'), 40],
  ['random bytes as gzip', 'x.csv.gz', magic('\x1f\x8b\x08'), 30],
  ['random bytes as zstd', 'x.csv.zst', magic('\x28\xb5\x2f\xfd'), 30],
  [
    'random text as UTF-16',
    'x.csv',
    textish.map((text) => Buffer.concat([Buffer.from([0xff, 0xfe]), text])),
    30,
  ],
] as const)(
  '%s never crashes',
  async (_title, name, content, numRuns) => {
    await fc.assert(
      fc.asyncProperty(content as fc.Arbitrary<Uint8Array>, (each) => opensOrIsRefused(name, each)),
      { seed, numRuns },
    );
  },
  120_000,
);

const cell = fc.option(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
    fc
      .array(fc.constantFrom('a', ',', ';', '\t', '|', '"', '\n', '\r', ' ', "'", '\\', '1'), {
        maxLength: 6,
      })
      .map((parts) => parts.join('')),
  ),
  { nil: null, freq: 5 },
);
const tables = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.record({
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    finalEnd: fc.boolean(),
    quotesAll: fc.boolean(),
  }),
);

/** With a line that is no record among the rows, the file is read by Assay's own reader. */
test.each([false, true])(
  'random tables written as CSV of any dialect are read as they were written; with a damaged line: %s',
  async (damaged) => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ rows, delimiter, lineEnd, finalEnd, quotesAll }) => {
        const written = (value: string | null): string => {
          if (value === null) return '';
          const needs = quotesAll || value === '' || value !== value.trim() || /[,;\t|"\n\r]/.test(value);
          return needs ? `"${value.replaceAll('"', '""')}"` : value;
        };
        const names = (rows[0] ?? []).map((_each, index) => `column ${index}`);
        const lines = [names, ...rows].map((record) => record.map(written).join(delimiter));
        if (damaged) lines.splice(2, 0, 'damaged');
        const text = lines.join(lineEnd) + (finalEnd ? lineEnd : '');
        const declared = names.map((name) => declares(name, 'string'));
        await files.openText(
          'table.csv',
          text,
          async (opened) => {
            const back = await opened.rows();
            expect(back.map((row) => names.map((name) => row[name]))).toEqual(rows);
            expect(opened.table.files?.files[0]?.rejectedCount).toBe(damaged ? 1 : 0);
          },
          { declared, options: { quote: '"' } },
        );
      }),
      { seed, numRuns: 200 },
    );
  },
  120_000,
);
