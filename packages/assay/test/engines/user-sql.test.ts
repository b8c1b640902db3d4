import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QueryFailed, type Session } from '../../src/engines/engine.ts';
import { readRows } from '../support/read-rows.ts';
import { type Placed, testEngines } from '../support/tables.ts';

const table = {
  columns: { ORDER_NO: 'text', amount: 'float' },
  rows: [
    ['A1', 1.5],
    ['A2', 2.5],
    ['A3', null],
  ],
} as const;
const declared = [{ name: 'order_number', physicalName: 'ORDER_NO' }];
const folder = mkdtempSync(join(tmpdir(), 'assay-user-sql-'));
const written = mkdtempSync(join(tmpdir(), 'assay-user-export-'));
afterAll(() => {
  for (const one of [folder, written]) rmSync(one, { recursive: true, force: true });
});

/** What a rule's author might try, by what it would do. */
const attempts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'on every engine': {
    'two statements': 'SELECT 1; SELECT 2',
    'a statement after the brackets': 'SELECT 1) AS x; DROP TABLE orders; SELECT * FROM (SELECT 2',
    'create a table': 'CREATE TABLE made AS SELECT 1',
    insert: "INSERT INTO orders VALUES ('x', 1)",
    update: 'UPDATE orders SET amount = 0',
    delete: 'DELETE FROM orders',
    drop: 'DROP VIEW orders',
    set: "SET TimeZone = 'America/Lima'",
    'copy out': `COPY (SELECT 1) TO '${folder}/copied.csv'`,
    'select into': 'SELECT 1 AS a INTO made',
    transaction: 'COMMIT',
    nothing: '',
    comment: '-- nothing',
  },
  DuckDB: {
    attach: `ATTACH '${folder}/made.duckdb'`,
    install: 'INSTALL httpfs',
    load: 'LOAD httpfs',
    pragma: 'PRAGMA database_list',
    'read a file': "SELECT * FROM read_csv('/etc/passwd', delim = ':')",
    'read a file by name': "SELECT * FROM '/etc/passwd'",
    'read a text': "SELECT * FROM read_text('/etc/passwd')",
    'list files': "SELECT * FROM glob('/etc/*')",
    'reach the network': "SELECT * FROM read_csv('https://example.org/x.csv')",
    'an environment variable': "SELECT getenv('HOME')",
    'the query function': "SELECT * FROM query('DROP VIEW orders')",
    'a quoted function': `SELECT * FROM "QUERY"('SELECT 1')`,
    'write the log': `SELECT * FROM enable_logging('QueryLog', storage='file', storage_path='${folder}/log')`,
    'print the log': "SELECT (SELECT count(*) FROM enable_logging(storage='stdout'))",
    'write a profile': `SELECT * FROM enable_profiling(save_location='${folder}/profile.txt')`,
    'read a serialized query': "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    describe: 'DESCRIBE SELECT 1',
  },
  PostgreSQL: {
    'a CTE that writes': 'WITH gone AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM gone',
    'read a file': "SELECT pg_read_file('/etc/passwd')",
    'read a file by a quoted name': `SELECT "pg_read_file"('/etc/passwd')`,
    'read a file by an escaped name': `SELECT U&"pg_read\\005ffile"('/etc/passwd')`,
    'list files': "SELECT pg_ls_dir('/')",
    'import a file': "SELECT lo_import('/etc/passwd')",
    'reach another server': "SELECT * FROM dblink('dbname=postgres', 'SELECT 1') AS t(a int)",
    'a block': 'DO $$ BEGIN PERFORM 1; END $$',
    'become the superuser': "SELECT set_config('role', 'none', false)",
    'text run as SQL': "SELECT query_to_xml('SELECT 1', true, true, '')",
    'text run as SQL by a search':
      "SELECT * FROM ts_stat('SELECT array_to_tsvector(array[set_' || 'config(''role'', ''none'', false)])')",
    'a function behind a backslash': `SELECT '\\', set_config('role', 'none', false), ''`,
    'a function behind a comment in a comment': `SELECT /* /* */ ' */ set_config('role', 'none', false), ''`,
    'a function between names': "SELECT 1 AS a$$$, set_config('role', 'none', false) AS b$$$",
    'a function behind a text in two parts': `SELECT E''\n'\\', ', set_config('role', 'none', false)`,
    'stop others': 'SELECT pg_terminate_backend(1)',
    'copy from a program': "COPY orders FROM PROGRAM 'id'",
    'a sequence': "SELECT nextval('numbers')",
    lock: 'SELECT * FROM pg_class FOR UPDATE',
  },
};

describe.each(testEngines)("users' SQL on $name", (engine) => {
  let placed: Placed;
  let session: Session;
  beforeAll(async () => {
    placed = await engine.place({ t: table });
    session = await placed.connect();
    const source = placed.sources.t;
    if (source === undefined) throw new Error('no table');
    await session.open(source, { name: 'orders', physicalName: 'orders_v2', declared });
  });
  afterAll(async () => {
    await session.close();
    await placed.remove();
  });

  test.each([
    'SELECT count(order_number) AS n FROM orders',
    'SELECT count("ORDER_NO") AS n FROM orders',
    'SELECT count(*) AS n FROM orders_v2;',
    "WITH a AS (SELECT * FROM orders) SELECT count(*) AS n FROM a -- 'config'\n",
    '(SELECT 1 + 2 AS n) ',
  ])('%s', async (sql) => {
    expect(await session.queryUserSql(sql)).toEqual([{ n: 3 }]);
  });

  test('two columns of one name stay two', async () => {
    const [row] = await session.queryUserSql('SELECT count(*) AS n, count(amount) AS n FROM orders');
    expect(Object.values(row ?? {})).toEqual([3, 2]);
  });

  test('rows are capped', async () => {
    const many = Array.from(
      { length: 5 },
      () => '(VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10))',
    );
    const sql = `SELECT 1 AS x FROM ${many.map((values, index) => `${values} AS v${index}(c)`).join(', ')}`;
    expect(await session.queryUserSql(sql)).toHaveLength(10_000);
  });

  test('a query that takes too long is stopped', async () => {
    const numbers = '(VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10))';
    const from = Array.from({ length: 12 }, (_each, index) => `${numbers} AS v${index}(c)`).join(', ');
    const sql = `SELECT sum(v0.c * v11.c) AS x FROM ${from}`;
    await expect(session.queryUserSql(sql, { timeoutSeconds: 0.2 })).rejects.toThrow(/stopped after|timeout/);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(session.queryUserSql(sql, { signal: controller.signal })).rejects.toThrow(/abort/i);
    expect(await session.queryUserSql('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('writes all rows, in one order whatever theirs was, and refuses what cannot be written', async () => {
    const to = join(written, 'rows.parquet');
    const rowsFrom = async (sql: string, orderBy: readonly string[] = []) => {
      await session.exportUserSql(sql, to, { orderBy });
      return [hash('sha256', readFileSync(to)), await readRows(to)] as const;
    };
    const texts = (order: string) =>
      `SELECT order_number AS k, amount, 'B' AS b FROM orders UNION ALL SELECT 'a', 0, 'é' ORDER BY ${order};`;
    const [first, rows] = await rowsFrom(texts('1'));
    const [again] = await rowsFrom(texts('1 DESC'));
    expect(again).toBe(first);
    expect(rows).toEqual([
      { k: 'A1', amount: 1.5, b: 'B' },
      { k: 'A2', amount: 2.5, b: 'B' },
      { k: 'A3', amount: null, b: 'B' },
      { k: 'a', amount: 0, b: 'é' },
    ]);
    const [, byAmount] = await rowsFrom(`${texts('1')} -- end`.replace(';', ''), ['amount', 'none']);
    expect(byAmount.map(({ amount }) => amount)).toEqual([0, 1.5, 2.5, null]);
    await expect(session.exportUserSql('SELECT 1 AS a, 2 AS a', to)).rejects.toThrow(/called a: name one/);
    rmSync(to);
  });

  for (const [name, sql] of [
    ...Object.entries(attempts['on every engine'] ?? {}),
    ...Object.entries(attempts[engine.name] ?? {}),
  ]) {
    test(`refuses: ${name}`, async () => {
      await expect(session.queryUserSql(sql)).rejects.toThrow(QueryFailed);
      await expect(session.exportUserSql(sql, join(written, 'out.parquet'))).rejects.toThrow(QueryFailed);
      expect(await session.queryUserSql('SELECT count(*) AS n FROM orders')).toEqual([{ n: 3 }]);
      expect(readdirSync(folder)).toEqual([]);
      expect(readdirSync(written)).toEqual([]);
    });
  }
});
