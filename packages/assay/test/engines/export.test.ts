import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../src/domain/cell.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import { call, column, literal } from '../../src/sql/expression.ts';
import { testEngines } from '../support/tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows: readonly (readonly Cell[])[] = [
  [
    1,
    'plain',
    1.5,
    { type: 'date', value: '2020-02-29' },
    { type: 'timestamp', value: '2020-01-01T10:00:00.5Z' },
    true,
  ],
  [{ type: 'bigint', value: '9007199254740993' }, '', -0, { type: 'date', value: '0001-01-01' }, null, false],
  [
    null,
    'a "b", c\nd',
    { type: 'float', value: 'NaN' },
    null,
    { type: 'timestamp', value: '1969-12-31T23:59:59Z' },
    null,
  ],
  [-5, null, { type: 'float', value: '-Infinity' }, { type: 'date', value: '9999-12-31' }, null, null],
];
const table = {
  columns: {
    'i "d"': 'integer',
    text: 'text',
    num: 'float',
    day: 'date',
    at: 'timestamptz',
    flag: 'boolean',
  },
  rows,
} as const;

describe.each(testEngines)('export from $name', (engine) => {
  const exported = async (file: string): Promise<string> => {
    const placed = await engine.place({ t: table });
    const session = await placed.connect();
    try {
      const source = placed.sources.t;
      if (source === undefined) throw new Error('no table');
      const opened = await session.open(source, { name: 't', declared: [] });
      const path = join(folder, `${engine.name}-${file}`);
      await session.export(
        { everything: true, columns: {}, from: opened.relation, orderBy: [{ by: column('day') }] },
        path,
      );
      return path;
    } finally {
      await session.close();
      await placed.remove();
    }
  };

  test.each(['out.parquet', 'out.ndjson'])('%s holds every value', async (file) => {
    const path = await exported(file);
    const session = await duckdb.connect({ kind: 'files', path }, { workFolder: folder });
    try {
      const opened = await session.open({ kind: 'files', path }, { name: 'back', declared: [] });
      const back = await session.query({
        columns: { text: column('text'), id: call('toText', column('i "d"')) },
        from: opened.relation,
      });
      expect(back).toHaveLength(4);
      expect(back.find((row) => row.text === '')?.id).toBe('9007199254740993');
      expect(back.find((row) => row.id === null)?.text).toBe('a "b", c\nd');
      if (file.endsWith('parquet')) {
        expect(opened.columns.map(({ kind }) => kind)).toEqual([
          'integer',
          'text',
          'float',
          'date',
          'timestamptz',
          'boolean',
        ]);
        const whole = await session.query({ everything: true, columns: {}, from: opened.relation });
        const sorted = [...rows].sort((a, b) => String(a[1]).localeCompare(String(b[1])));
        const values = whole
          .map((row) => Object.values(row))
          .sort((a, b) => String(a[1]).localeCompare(String(b[1])));
        expect(values).toEqual(sorted);
      }
    } finally {
      await session.close();
    }
  });

  test('CSV tells empty text from NULL', async () => {
    const path = await exported('out.csv');
    const text = readFileSync(path, 'utf8');
    expect(text.split('\n')[0]).toBe('"i ""d""",text,num,day,at,flag');
    expect(text).toContain('9007199254740993,"",');
  });

  test('what fails leaves nothing behind', async () => {
    const placed = await engine.place({ t: table });
    const session = await placed.connect();
    try {
      const source = placed.sources.t;
      if (source === undefined) throw new Error('no table');
      const opened = await session.open(source, { name: 't', declared: [] });
      const failing = {
        columns: { x: { kind: 'cast', arg: column('text'), to: 'integer' } as const },
        from: opened.relation,
      };
      const before = readdirSync(folder);
      await expect(session.export(failing, join(folder, 'failed.parquet'))).rejects.toThrow();
      await expect(
        session.export({ columns: { x: literal(1) }, from: opened.relation }, join(folder, 'x.xlsx')),
      ).rejects.toThrow(/xlsx/);
      expect(existsSync(join(folder, 'failed.parquet'))).toBe(false);
      expect(readdirSync(folder)).toEqual(before);
    } finally {
      await session.close();
      await placed.remove();
    }
  });
});

test('integers beyond 64 bits keep every digit in Parquet', async () => {
  const text = '#,id,wider\n1,99999999999999999999,170141183460469231731687303715884105727\n2,-7,5\n';
  const from = join(folder, 'wide.csv');
  const to = join(folder, 'wide.parquet');
  writeFileSync(from, text);
  const everything = { everything: true, columns: {} } as const;
  const session = await duckdb.connect({ kind: 'files', path: from }, { workFolder: folder });
  try {
    const csv = await session.open({ kind: 'files', path: from }, { name: 'csv', declared: [] });
    await session.export({ ...everything, from: csv.relation }, to);
    const parquet = await session.open({ kind: 'files', path: to }, { name: 'parquet', declared: [] });
    expect(parquet.columns.map(({ sqlType }) => sqlType)).toEqual(['BIGINT', 'DECIMAL(38,0)', 'VARCHAR']);
    expect(await session.query({ ...everything, from: parquet.relation })).toEqual([
      {
        '#': 1,
        id: { type: 'decimal', value: '99999999999999999999' },
        wider: '170141183460469231731687303715884105727',
      },
      { '#': 2, id: { type: 'decimal', value: '-7' }, wider: '5' },
    ]);
  } finally {
    await session.close();
  }
});
