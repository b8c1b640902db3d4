import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { declares, testFolder } from './text-files.ts';

const files = testFolder();
afterAll(files.remove);

const values = (rows: readonly Readonly<Record<string, unknown>>[], name: string): unknown[] =>
  rows.map((row) => row[name]);

describe('types of undeclared columns', () => {
  test.each([
    ['true\nFALSE', 'boolean'],
    ['0\n1', 'integer'],
    ['1\n-7', 'integer'],
    ['1\n99999999999999999999', 'integer'],
    ['1\n1.5', 'float'],
    ['1e3\nNaN', 'float'],
    ['2020-02-29\n0001-01-01', 'date'],
    ['2020-02-30\n2020-01-01', 'text'],
    ['2020-01-01\n2020-01-01 10:00', 'timestamp'],
    ['2020-01-01T10:00:00\n2020-01-01T10:00:00Z', 'timestamptz'],
    ['10:00\n23:59:59.5', 'time'],
    ['007\n1', 'integer'],
    ['1\nx', 'text'],
    ['1_000\n2', 'text'],
    ['0x10\n2', 'text'],
    ['1,5\n2', 'text'],
  ])('%j', async (cells, kind) => {
    const text = `a;b\n${cells
      .split('\n')
      .map((cell) => `${cell};x`)
      .join('\n')}\n`;
    await files.openText('types.csv', text, ({ table }) => {
      expect(table.columns[0]?.kind).toBe(kind);
    });
  });

  test('the whole file decides, not its beginning', async () => {
    const many = '1,2020-01-01\n'.repeat(60_000);
    await files.openText('late.csv', `a,b\n${many}x,2020-02-30\n`, async ({ table }) => {
      expect(table.columns.map(({ kind }) => kind)).toEqual(['text', 'text']);
      expect(table.facts.rows).toBe(60_001);
    });
    await files.openText('later.csv', `a,b\n${',\n'.repeat(100_000)}7,\n`, async ({ table }) => {
      expect(table.columns.map(({ kind }) => kind)).toEqual(['integer', 'text']);
    });
  });
});

describe('declared columns', () => {
  test('what does not cast is NULL and stays beside its column', async () => {
    const declared = [
      declares('id', 'integer'),
      declares('temp', 'number'),
      declares('day', 'date'),
      declares('ok', 'boolean'),
      declares('name', 'string'),
    ];
    await files.openText(
      'cells.csv',
      'id,temp,day,ok,name\n1.5,21.5,2020-01-05x,yes,007\nx,1_0,2020-01-05,maybe,\n3,,,0,""\n',
      async ({ table, rows }) => {
        const uncast = Object.fromEntries(
          table.columns.map(({ name, uncast: hidden }) => [name, hidden ?? '']),
        );
        const found = await rows();
        expect(values(found, 'id')).toEqual([null, null, 3]);
        expect(values(found, uncast.id ?? '')).toEqual(['1.5', 'x', null]);
        expect(values(found, 'temp')).toEqual([21.5, null, null]);
        expect(values(found, uncast.temp ?? '')).toEqual([null, '1_0', null]);
        expect(values(found, 'day')).toEqual([null, { type: 'date', value: '2020-01-05' }, null]);
        expect(values(found, 'ok')).toEqual([true, null, false]);
        expect(values(found, 'name')).toEqual(['007', null, '']);
        expect(uncast.name).toBe('');
      },
      { declared },
    );
  });

  test('bad cells late in a large file are kept too', async () => {
    await files.openText(
      'large.csv',
      `id,b\n${'1,x\n'.repeat(100_000)}seven,x\n`,
      async ({ session, table }) => {
        const [id] = table.columns;
        const rows = await session.query({
          columns: { text: { kind: 'column', name: id?.uncast ?? '' } },
          from: table.relation,
          where: { kind: 'not', arg: { kind: 'isNull', arg: { kind: 'column', name: id?.uncast ?? '' } } },
        });
        expect(rows).toEqual([{ text: 'seven' }]);
        expect(id?.kind).toBe('integer');
      },
      { declared: [declares('id', 'integer')] },
    );
  });

  test('dates in the format of the contract', async () => {
    const declared = [
      declares('day', 'date', 'day', 'dd.MM.yyyy'),
      declares('at', 'timestamp', 'at', "yyyy/MM/dd'T'HH:mm"),
    ];
    await files.openText(
      'dates.csv',
      'day;at\n31.12.2020;2020/12/31T10:30\n2020-12-31;x\n',
      async ({ rows }) => {
        const found = await rows();
        expect(values(found, 'day')).toEqual([{ type: 'date', value: '2020-12-31' }, null]);
        expect(values(found, 'at')).toEqual([{ type: 'timestamp', value: '2020-12-31T10:30:00' }, null]);
      },
      { declared },
    );
  });

  test('physical names, in any case', async () => {
    await files.openText(
      'named.csv',
      'ORDER_NO,Amount\nA1,5\n',
      async ({ table, session }) => {
        expect(table.columns.map(({ name }) => name)).toEqual(['order number', 'Amount']);
        expect(await session.queryUserSql('SELECT "order number" AS a, order_no AS b FROM data')).toEqual([
          { a: 'A1', b: 'A1' },
        ]);
      },
      { declared: [declares('order number', 'string', 'order_no'), declares('amount', 'number')] },
    );
  });

  test('lists and objects are JSON', async () => {
    await files.openText(
      'json-cells.csv',
      'l;o\n[1,"a"];{"x":1}\n[1;x\n',
      async ({ table, rows }) => {
        expect(table.columns.map(({ kind }) => kind)).toEqual(['list', 'struct']);
        expect(values(await rows(), table.columns[0]?.uncast ?? '')).toEqual([null, '[1']);
      },
      { declared: [declares('l', 'array'), declares('o', 'object')] },
    );
  });
});

describe('NULL and empty', () => {
  test('an empty cell is NULL, "" is empty text, nullText is NULL unless quoted', async () => {
    await files.openText(
      'nulls.csv',
      'a,b\n,x\n"",y\nNA,z\n"NA",w\n',
      async ({ rows }) => {
        expect(values(await rows(), 'a')).toEqual([null, '', null, 'NA']);
      },
      { options: { nullText: ['NA'] } },
    );
  });
});

describe('JSON', () => {
  test('objects of many keys are rows; a key may be called json', async () => {
    const keys = Array.from({ length: 300 }, (_each, index) => `"k${index}":${index}`).join();
    await files.openText('many.ndjson', `{${keys}}\n{${keys}}\n`, ({ table }) => {
      expect(table.columns).toHaveLength(300);
      expect(table.facts.rows).toBe(2);
    });
    await files.openText('json.ndjson', '{"json":1}\n', async ({ rows }) => {
      expect(await rows()).toEqual([{ json: 1 }]);
    });
  });

  test('texts are typed as the cells of other text files are', async () => {
    await files.openText(
      'dates.json',
      '[{"a":"01-02-2020","b":"2020-01-01","c":"2020-01-01T00:00:00+02:00","d":"10:00","e":"1"}]',
      ({ table }) => {
        expect(table.columns.map(({ kind }) => kind)).toEqual([
          'text',
          'date',
          'timestamptz',
          'time',
          'text',
        ]);
      },
    );
  });

  test('a line is what line feeds end, and no more is said of a broken one than its place', async () => {
    await files.openText(
      'lines.ndjson',
      '{"a":"x\u2028y"}\r\n{"a":NaN}\n\n{"a":secret}\n{"a":"secret\n',
      ({ table }) => {
        expect(table.files?.files[0]?.rejected).toEqual([
          { line: 4, reason: 'no JSON' },
          { line: 5, reason: 'no JSON: it ends too early' },
        ]);
        expect(table.facts.rows).toBe(2);
      },
    );
  });
});

describe('sources', () => {
  const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const place = (name: string, content: string | Uint8Array): string => {
    mkdirSync(dirname(files.path(name)), { recursive: true });
    writeFileSync(files.path(name), content);
    return files.path(name);
  };

  test.each([
    ['gzip', 'p.csv.gz', gzipSync('a,b\n1,x\n')],
    ['zstd', 'p.csv.zst', zstdCompressSync(Buffer.from('a,b\n1,x\n'))],
    ['gzip of UTF-16', 'p16.csv.gz', gzipSync(Buffer.from('\ufeffa,b\n1,x\n', 'utf16le'))],
    ['TSV', 'p.tsv', 'a\tb\n1\tx\n'],
    ['NDJSON', 'p.ndjson', '{"a":1,"b":"x"}\n'],
    ['JSON', 'p.json', '[{"a":1,"b":"x"}]'],
    ['JSON called CSV', 'j.csv', '{"a":1,"b":"x"}\n'],
    ['text called gzip', 'plain.csv.gz', 'a,b\n1,x\n'],
    ['JSON with a byte order mark', 'mark.json', '\ufeff[{"a":1,"b":"x"}]'],
    ['zstd with a frame to skip', 'skip.csv.zst', Buffer.concat([skipped, zstdCompressSync('a,b\n1,x\n')])],
  ])('%s', async (_title, name, content) => {
    await files.openText(name, content, async ({ rows }) => {
      expect(await rows()).toEqual([{ a: 1, b: 'x' }]);
    });
  });

  test('a name that is a pattern to the engine means its own file', async () => {
    for (const [name, like] of [
      ['p[1]', 'p1'],
      ['p*', 'p2'],
      ['p?', 'p3'],
    ] as const) {
      place(`patterns/${like}.csv`, 'a\n99\n');
      place(`patterns/${like}.ndjson`, '{"a":99}\n');
      await files.openText(`patterns/${name}.csv`, 'a\n1\n', async ({ rows, session, table }) => {
        expect(await rows()).toEqual([{ a: 1 }]);
        await session.export(
          { everything: true, columns: {}, from: table.relation },
          files.path(`patterns/${name}.parquet`),
        );
      });
      await files.openText(`patterns/${name}.ndjson`, '{"a":1}\n', async ({ rows }) => {
        expect(await rows()).toEqual([{ a: 1 }]);
      });
      await files.open({ kind: 'files', path: files.path(`patterns/${name}.parquet`) }, async (opened) => {
        expect(await opened.rows()).toEqual([{ a: 1 }]);
        expect(await opened.session.queryUserSql('SELECT a FROM data')).toEqual([{ a: 1 }]);
      });
    }
  });

  test('folders and globs, with their hive partitions as columns', async () => {
    place('hive/year=2024/part.csv', 'a,b\n1,x\n');
    place('hive/year=2025/part.csv', Buffer.from('a,b\n2,\xfc\n', 'latin1'));
    place('hive/_notes.txt', 'nothing');
    for (const path of ['hive', 'hive/**/*.csv']) {
      await files.open({ kind: 'files', path: files.path(path) }, async ({ rows, table }) => {
        expect(await rows()).toEqual([
          { a: 1, b: 'x', year: 2024 },
          { a: 2, b: 'ü', year: 2025 },
        ]);
        expect(table.files?.files.map(({ encoding }) => encoding)).toEqual(['utf-8', 'windows-1252']);
      });
    }
  });

  test('files with differing columns: a note, and NULL for what a file has not', async () => {
    place('mixed/1.csv', 'a,b\n1,x\n');
    place('mixed/2.csv', 'b,c,a\ny,true,2\n');
    await files.open({ kind: 'files', path: files.path('mixed') }, async ({ rows, table }) => {
      expect(await rows()).toEqual([
        { a: 1, b: 'x', c: null },
        { a: 2, b: 'y', c: true },
      ]);
      expect(table.notes.map(({ message }) => message).join()).toContain(
        'not all files have the same columns',
      );
    });
  });

  test('several Parquet files with differing schemas, and exact facts of their footers', async () => {
    mkdirSync(files.path('parquet'));
    await files.openText('one.csv', 'i,f\n1,1.5\n-7,NaN\n', ({ session, table }) =>
      session.export(
        { everything: true, columns: {}, from: table.relation },
        files.path('parquet/1.parquet'),
      ),
    );
    await files.openText('two.csv', 'i,t\n12,x\n,\n', ({ session, table }) =>
      session.export(
        { everything: true, columns: {}, from: table.relation },
        files.path('parquet/2.parquet'),
      ),
    );
    await files.open({ kind: 'files', path: files.path('parquet') }, async ({ table }) => {
      expect(table.facts.rows).toBe(4);
      expect(table.facts.columns.get('i')).toEqual({ nulls: 1, min: -7, max: 12 });
      expect(table.facts.columns.get('f')).toBeUndefined();
      expect(table.notes.map(({ message }) => message).join('\n')).toMatch(/1 of 2 files have no column f/);
    });
  });

  test('nothing is left in the work folder', () => {
    expect(readdirSync(files.folder).filter((name) => name.startsWith('.assay-work'))).toEqual([]);
  });
});
