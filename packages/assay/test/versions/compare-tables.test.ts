import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import type { TableDiff } from '../../src/domain/table-diff.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import { type CompareTables, compareTables } from '../../src/operations/versions/rows/compare-tables.ts';
import { type TestTable, testEngines } from '../support/tables.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();

type Compared = Partial<Pick<CompareTables, 'key' | 'tolerance' | 'confidential'>> & {
  readonly memoryMiB?: number;
};

const comparedFiles = async (
  paths: readonly [string, string],
  options: Compared = {},
): Promise<TableDiff> => {
  const source = { kind: 'files', path: paths[0] } as const;
  const session = await duckdb.connect(source, {
    workFolder: folder.path,
    ...(options.memoryMiB === undefined ? {} : { memoryMiB: options.memoryMiB }),
  });
  try {
    return await compareTables(session, {
      before: await session.open(source, { name: 'before', declared: [] }),
      after: await session.open({ kind: 'files', path: paths[1] }, { name: 'after', declared: [] }),
      key: options.key ?? ['id'],
      ...(options.tolerance === undefined ? {} : { tolerance: options.tolerance }),
      confidential: options.confidential ?? [],
      examples: 3,
      workFolder: folder.path,
    });
  } finally {
    await session.close();
  }
};

/** Compares the rows of two queries, each written to a Parquet file, or to what its name says. */
const compared = async (
  before: string,
  after: string,
  options: Compared & { readonly endings?: readonly [string, string] } = {},
): Promise<TableDiff> => {
  const [first, second] = options.endings ?? ['parquet', 'parquet'];
  const paths = [folder.at(`before.${first}`), folder.at(`after.${second}`)] as const;
  const maker = await DuckDBInstance.create(':memory:');
  const connection = await maker.connect();
  for (const [index, select] of [before, after].entries())
    await connection.run(`SET TimeZone = 'UTC'; COPY (${select}) TO '${paths[index]}'`);
  connection.closeSync();
  maker.closeSync();
  return comparedFiles(paths, options);
};

const values = (...rows: readonly string[]): string =>
  `SELECT * FROM (VALUES ${rows.map((row) => `(${row})`).join(', ')}) t(id, v)`;
const same = (rows: number) => ({ added: 0, removed: 0, changed: 0, same: rows });

test.each([
  ['-0 and 0', '0.0::DOUBLE', '-0.0::DOUBLE'],
  ['NaN and NaN', "'NaN'::DOUBLE", "'-NaN'::DOUBLE"],
  ['infinity', "'inf'::DOUBLE", "'inf'::DOUBLE"],
  ['NULL', 'NULL::INTEGER', 'NULL::INTEGER'],
  ['whole numbers of two widths', '7::INTEGER', '7::BIGINT'],
  ['whole numbers and decimals', '7::BIGINT', '7.00::DECIMAL(12, 2)'],
  ['decimals of two scales', '1.50::DECIMAL(12, 2)', '1.500::DECIMAL(20, 3)'],
  ['decimals and doubles', '1.50::DECIMAL(12, 2)', '1.5::DOUBLE'],
  ['a day and its beginning', "DATE '2026-03-01'", "TIMESTAMP '2026-03-01 00:00:00'"],
  [
    'moments with and without a zone',
    "TIMESTAMP '2026-03-01 10:00:00'",
    "TIMESTAMPTZ '2026-03-01 12:00:00+02'",
  ],
  ['moments of two precisions', "TIMESTAMP_MS '2026-03-01 10:00:00'", "TIMESTAMP_NS '2026-03-01 10:00:00'"],
  ['numbers and their texts', '7::INTEGER', "'7'"],
  ['lists', '[1, NULL]', '[1, NULL]'],
])('equal values are equal whatever their types: %s', async (_what, one, other) => {
  const found = await compared(values(`1, ${one}`), values(`1, ${other}`));
  expect(found.counts).toEqual(same(1));
  expect(found.changedIn).toEqual([]);
});

test.each([
  ['a value and NULL', '7', 'NULL::INTEGER'],
  ['a number and NaN', '0::DOUBLE', "'NaN'::DOUBLE"],
  [
    'decimals that one double stands for',
    '0.1234567890123456789::DECIMAL(30, 19)',
    '0.12345678901234567891::DECIMAL(31, 20)',
  ],
  ['whole numbers beyond 2^53', '9007199254740993::BIGINT', '9007199254740992.0::DECIMAL(18, 1)'],
  ['texts of other case', "'a'", "'A'"],
  ['a blank more', "'a'", "'a '"],
])('other values are others whatever their types: %s', async (_what, one, other) => {
  const found = await compared(values(`1, ${one}`), values(`1, ${other}`));
  expect(found.counts).toMatchObject({ changed: 1, same: 0 });
  expect(found.changedIn).toEqual([{ column: 'v', rows: 1 }]);
});

test('keys of several columns and odd types pair rows: NaN, -0, moments, long texts', async () => {
  const rows = (third: string) =>
    `SELECT * FROM (VALUES ('NaN'::DOUBLE, TIMESTAMP '2026-01-01', 1), (-0.0, '2026-01-01', 2), (0.0, '2026-01-02', 3), (NULL, '2026-01-02', 4)) t(a, b, v)
     UNION ALL SELECT 5, '2026-01-01', ${third}`;
  const found = await compared(rows('6'), rows('7'), { key: ['b', 'a'] });
  expect(found).toMatchObject({
    counts: { added: 0, removed: 0, changed: 1, same: 3 },
    unpaired: { nullKeys: { before: 1, after: 1 } },
    key: ['b', 'a'],
  });
  const long = (n: number) => `SELECT repeat('k', 5000) || range AS id, range % ${n} AS v FROM range(100)`;
  expect((await compared(long(10), long(20))).counts).toEqual({
    added: 0,
    removed: 0,
    changed: 50,
    same: 50,
  });
});

test('numbers within a tolerance are equal, and nothing else is', async () => {
  const [before, after] = [
    values('1, 100::DOUBLE', '2, 100', "3, 'inf'", "4, 'NaN'", '5, NULL', '6, 0', "7, 'inf'"),
    values('1, 100.4::DOUBLE', '2, 102', '3, 5', '4, 3', '5, 0', '6, 0.4', "7, 'inf'"),
  ];
  const changed = async (kind: 'absolute' | 'relative', most: number) => {
    const { counts, examples } = await compared(before, after, { tolerance: { kind, most } });
    return [counts.changed + counts.same, ...examples.map(({ key }) => key.id)];
  };
  expect(await changed('absolute', 0.5)).toEqual([7, 2, 3, 4]);
  expect(await changed('relative', 0.03)).toEqual([7, 3, 4, 5]);
  const found = await compared(before, after, { tolerance: { kind: 'absolute', most: 0.5 } });
  expect(found).toMatchObject({ counts: { changed: 4, same: 3 }, changedIn: [{ column: 'v', rows: 4 }] });
  await expect(
    compared(before, after, { key: [], tolerance: { kind: 'absolute', most: 1 } }),
  ).rejects.toThrow('--tolerance needs a key');
});

test('a CSV and a Parquet file of the same rows are equal', async () => {
  const rows = `SELECT range AS id, range / 8 AS num, 'text, "' || range AS words, DATE '2026-01-01' + range::INTEGER AS day,
    TIMESTAMP '2026-01-01 00:00:00' + to_seconds(range * 1111) AS at, range % 3 = 0 AS flag, CASE WHEN range % 7 > 0 THEN range END AS some FROM range(500)`;
  const found = await compared(rows, rows, { endings: ['csv', 'parquet'] });
  expect(found.counts).toEqual(same(500));
  expect((await compared(rows, rows, { endings: ['parquet', 'csv'], key: [] })).counts).toEqual(same(500));
});

test('rows of texts that all changed take no more memory than the engine is given', async () => {
  const rows = (salt: string) =>
    `SELECT range AS id, ${[1, 2, 3].map((at) => `repeat(md5(range || '${salt}${at}'), 3) AS c${at}`).join(', ')} FROM range(700000)`;
  const found = await compared(rows('a'), rows('b'), { memoryMiB: 400 });
  expect(found.counts).toEqual({ added: 0, removed: 0, changed: 700_000, same: 0 });
});

const columnOf = async (before: string, after: string, options: Parameters<typeof compared>[2] = {}) => {
  const { columns } = await compared(before, after, options);
  return columns.find(({ name }) => name === 'v');
};
const many = (value: string, rows = 5000): string => `SELECT range AS id, ${value} AS v FROM range(${rows})`;

test.each([
  [
    'moments',
    "TIMESTAMP '2026-01-01' + to_seconds(range * 60)",
    "TIMESTAMP '2026-01-01' + to_seconds(range * 60 + 30 * 3600)",
  ],
  ['days', "DATE '2026-01-01' + (range % 300)::INTEGER", "DATE '2026-04-01' + (range % 300)::INTEGER"],
  [
    'moments with a zone',
    "TIMESTAMPTZ '2026-01-01' + to_seconds(range * 60)",
    "TIMESTAMPTZ '2026-01-03' + to_seconds(range * 60)",
  ],
  ['times of day', "TIME '00:00' + to_seconds(range * 8)", "TIME '03:00' + to_seconds(range * 8)"],
])('times that moved have a distance over the tenths of the earlier ones: %s', async (_what, one, other) => {
  const moved = await columnOf(many(one), many(other));
  expect(moved?.distance).toMatchObject({ over: 'tenths' });
  expect(moved?.distance?.jensenShannon).toBeGreaterThan(0.2);
  const added = `${many(one)} UNION ALL ${many(one, 10).replace('range AS', '-1 - range AS')}`;
  expect((await columnOf(many(one), added))?.distance?.jensenShannon).toBeLessThan(0.02);
});

test('of many texts it is compared what they look like: kinds of characters and lengths', async () => {
  const far = async (one: string, other: string) => {
    const moved = await columnOf(many(one), many(other));
    expect(moved?.distance?.over).toBe('looks');
    return moved?.distance?.jensenShannon ?? Number.NaN;
  };
  const code = (salt: string) => `'c-' || md5(range || '${salt}')`;
  expect(await far(code('a'), code('b'))).toBeLessThan(0.1);
  expect(await far(code('a'), `upper(${code('a')})`)).toBe(1);
  expect(await far(code('a'), `${code('a')} || ${code('b')}`)).toBe(1);
  expect(await far(code('a'), `CASE WHEN range % 2 = 0 THEN ${code('a')} END`)).toBeGreaterThan(0.5);
});

test('values that came and went are named, and of a confidential column only counted', async () => {
  const before = many(
    "CASE WHEN range % 10 = 0 THEN 'old' WHEN range % 3 = 0 THEN NULL ELSE 'kept' END",
    100,
  );
  const after = many("CASE WHEN range % 10 = 0 THEN 'new' WHEN range = 1 THEN 'rare' ELSE 'kept' END", 100);
  expect((await columnOf(before, after))?.values).toEqual({
    added: {
      values: 2,
      rows: 11,
      some: [
        { value: 'new', rows: 10 },
        { value: 'rare', rows: 1 },
      ],
    },
    removed: { values: 1, rows: 10, some: [{ value: 'old', rows: 10 }] },
  });
  const secret = await columnOf(before, after, { confidential: ['v'] });
  expect(secret?.values).toEqual({
    added: { values: 2, rows: 11, some: [] },
    removed: { values: 1, rows: 10, some: [] },
  });
});

test('of tables with more columns than are compared at once every change is found, and each row counted once', async () => {
  const wide = (cell: (column: number) => string): string =>
    `SELECT range AS id, ${Array.from({ length: 300 }, (_none, at) => `${cell(at)} AS c${at}`).join(', ')} FROM range(50)`;
  const found = await compared(
    wide((at) => `range + ${at}`),
    `${wide((at) => (at === 3 || at === 290 ? `CASE WHEN range = 7 THEN 0 ELSE range + ${at} END` : at === 200 ? `range + (range = 9)::INTEGER + ${at}` : `range + ${at}`))} WHERE range <> 40`,
  );
  expect(found).toMatchObject({
    counts: { added: 0, removed: 1, changed: 2, same: 47 },
    changedIn: [
      { column: 'c3', rows: 1 },
      { column: 'c200', rows: 1 },
      { column: 'c290', rows: 1 },
    ],
    examples: [
      { what: 'removed', key: { id: 40 } },
      {
        what: 'changed',
        key: { id: 7 },
        cells: [
          { column: 'c3', before: 10 },
          { column: 'c290', after: 0 },
        ],
      },
      { what: 'changed', key: { id: 9 }, cells: [{ column: 'c200', before: 209, after: 210 }] },
    ],
  });
});

test.each([
  ['another unit', 'v * 1000', 1000, 0],
  ['degrees of another scale, rounded', 'round(v * 1.8 + 32, 1)', 1.8, 32],
  ['a fixed step', 'v + 0.5', 1, 0.5],
  ['one value for all', '21.5', 0, 21.5],
])('changes that lie on a line are told by it: %s', async (_what, change, slope, offset) => {
  const before = many('round(20 + (range * 7919 % 100) / 10.0, 1)', 1000);
  const after = `SELECT id, CASE WHEN id % 5 = 0 THEN (${change})::DOUBLE ELSE v END AS v FROM (${before})`;
  const { shift } = (await columnOf(before, after)) ?? {};
  expect(shift?.slope).toBeCloseTo(slope, 2);
  expect(shift?.offset).toBeCloseTo(offset, 1);
  expect((await columnOf(before, after, { confidential: ['v'] }))?.shift).toBeUndefined();
});

test('changes by chance, and few of them, lie on no line', async () => {
  const before = many('20 + (range * 7919 % 100) / 10.0', 1000);
  const noise = `SELECT id, v + (hash(id) % 100) / 100.0 AS v FROM (${before})`;
  expect((await columnOf(before, noise))?.shift).toBeUndefined();
  const few = `SELECT id, CASE WHEN id < 10 THEN v * 10 ELSE v END AS v FROM (${before})`;
  expect((await columnOf(before, few))?.shift).toBeUndefined();
});

test('a column in which no row differs has no distance, and is not measured for one', async () => {
  const found = await compared(
    "SELECT range AS id, range AS v, 'text ' || range AS w FROM range(2000)",
    "SELECT range AS id, range + (range = 3)::INTEGER AS v, 'text ' || range AS w FROM range(2000)",
  );
  expect(found.columns.map(({ distance }) => distance?.over)).toEqual(['rows', 'tenths', 'rows']);
  expect(found.columns[2]?.distance).toEqual({ jensenShannon: 0, over: 'rows', bins: 0 });
});

test('of a column that looks like a confidential one no value is told', async () => {
  const { columns } = await compared(
    'SELECT range AS id, range * 3 AS wage FROM range(300)',
    'SELECT range AS id, range * 3 AS pay FROM range(300)',
    { confidential: ['wage'] },
  );
  const pay = columns.find(({ name }) => name === 'pay');
  expect(pay).toMatchObject({ confidential: true, looksLike: { column: 'wage' } });
  expect(pay?.after?.max ?? pay?.after?.mean).toBeUndefined();
});

test('a column that has another name looks like the one that went, and others do not', async () => {
  const from = (columns: string) => `SELECT range AS id, ${columns} FROM range(300)`;
  const { columns } = await compared(
    from("range * 3 AS pressure, 'a' || range AS code, range % 2 = 0 AS ok"),
    from("(range * 3)::DOUBLE AS p_bar, 'b' || range AS label, range % 2 = 0 AS fine, range AS other"),
  );
  expect(
    columns.flatMap(({ name, looksLike }) => (looksLike === undefined ? [] : [[name, looksLike]])),
  ).toEqual([
    ['p_bar', { column: 'pressure', equal: 300, rows: 300 }],
    ['pressure', { column: 'p_bar', equal: 300, rows: 300 }],
  ]);
});

test('the same rows from DuckDB and from PostgreSQL are equal, whatever types they were exported with', async () => {
  const at = '2026-03-01T10:00:00.123456';
  const table: TestTable = {
    columns: {
      id: 'integer',
      num: 'float',
      price: 'decimal',
      words: 'text',
      ok: 'boolean',
      day: 'date',
      at: 'timestamp',
      zoned: 'timestamptz',
    },
    rows: [
      [
        1,
        0.1,
        { type: 'decimal', value: '1.50' },
        'ä, "b"',
        true,
        { type: 'date', value: '2026-03-01' },
        { type: 'timestamp', value: at },
        { type: 'timestamp', value: `${at}Z` },
      ],
      [2, { type: 'float', value: 'NaN' }, { type: 'decimal', value: '-0.01' }, '', false, null, null, null],
      [3, null, null, null, null, null, null, null],
    ],
  };
  const paths: string[] = [];
  for (const { name, place } of testEngines) {
    const placed = await place({ rows: table });
    const session = await placed.connect();
    const source = placed.sources.rows ?? expect.fail('no source');
    const { relation } = await session.open(source, { name: 'rows', declared: [] });
    const path = folder.at(`${name}.parquet`);
    await session.export({ everything: true, columns: {}, from: relation }, path);
    await session.close();
    await placed.remove();
    paths.push(path);
  }
  const [first = '', second = ''] = paths;
  const found = await comparedFiles([first, second]);
  expect(found.counts).toEqual(same(3));
  expect(found.columns.map(({ name }) => name)).toEqual(Object.keys(table.columns));
});
