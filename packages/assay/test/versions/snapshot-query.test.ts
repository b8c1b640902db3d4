import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { lineageSchema } from '../../src/domain/lineage.ts';
import { addedSchema } from '../../src/domain/version-reports.ts';
import { contractText } from '../support/contract-text.ts';
import { readRows } from '../support/read-rows.ts';
import { printedAs } from '../support/run-as.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
const assay = (args: readonly string[], actor = 'ana') =>
  runCli([...args, '--quiet'], { cwd: folder.path, env: { ASSAY_ACTOR: actor } });
const add = async (...args: readonly string[]) =>
  printedAs(addedSchema, await assay(['add', ...args, '--json']));
const rowsOf = async (version: string) => {
  expect(await assay(['checkout', version, '--to', 'out.parquet', '--replace'])).toMatchObject({ code: 0 });
  return readRows(folder.at('out.parquet'));
};

const inDuckdb = async (...texts: readonly string[]): Promise<void> => {
  const instance = await DuckDBInstance.create(folder.at('plant.duckdb'));
  const connection = await instance.connect();
  for (const text of texts) await connection.run(text);
  connection.closeSync();
  instance.closeSync();
};
const schema = 'snapshots';
const inPostgres = async (...texts: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  for (const text of texts) await client.query(text);
  await client.end();
};

/** A database with readings of two lines, in an order that is given. */
const places = [
  {
    name: 'DuckDB',
    source: () => 'plant.duckdb#readings',
    change: inDuckdb,
    table: 'readings',
    create: 'CREATE TABLE readings (line INTEGER, temp DOUBLE, note VARCHAR)',
  },
  {
    name: 'PostgreSQL',
    source: () => `${inject('postgresUrl')}#${schema}.readings`,
    change: inPostgres,
    table: `${schema}.readings`,
    create: `DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.readings (line INTEGER, temp DOUBLE PRECISION, note JSON)`,
  },
] as const;

describe.each(places)('a query on $name', ({ source, change, table, create }) => {
  const values = (order: string): string =>
    `INSERT INTO ${table} SELECT * FROM (VALUES (1, 20.5, '{"a": 1}'), (2, 21.5, '{"b": 2}'), (1, 22.5, NULL)) AS t(line, temp, note) ORDER BY ${order}`;
  beforeEach(() =>
    change(
      create,
      values('temp').replace(
        'SELECT *',
        create.includes('JSON') ? 'SELECT line, temp, note::json' : 'SELECT *',
      ),
    ),
  );
  afterEach(() => change(`DROP TABLE ${table}`));
  const query = 'SELECT line, count(*) AS n FROM readings WHERE temp > 20 GROUP BY line';

  test('becomes a version with its text, and none where it gives the same rows', async () => {
    folder.write(
      'lines.odcs.yaml',
      contractText(
        'lines',
        '{name: line, logicalType: integer, primaryKey: true}',
        '{name: n, logicalType: integer}',
      ),
    );
    const line = ['--query', query, '--source', source(), '--as', 'lines', '-c', 'lines.odcs.yaml'];
    const { isNew, version, run } = await add(...line);
    expect(isNew).toBe(true);
    expect(version).toMatchObject({ record: { form: 'file', query }, gates: [{ decision: 'admit' }] });
    expect(version.record.source).toMatch(/#(snapshots\.)?readings$/);
    expect(JSON.stringify([version, run])).not.toContain('postgres:postgres');
    expect(await rowsOf('lines@v1')).toEqual([
      { line: 1, n: 2 },
      { line: 2, n: 1 },
    ]);
    expect(await add(...line)).toMatchObject({ isNew: false });
    await change(`DELETE FROM ${table} WHERE temp = 22.5`);
    expect(await add(...line)).toMatchObject({ isNew: true, version: { number: 2 } });
  });

  test('only reads, names columns apart, and leaves nothing where it fails', async () => {
    const before = await assay(['log', '--json']);
    for (const [text, says] of [
      [`DROP TABLE ${table}`, 'no SELECT'],
      ['SELECT 1; SELECT 2', 'the query cannot be read'],
      ['SELECT line, line FROM readings', 'two columns are called line'],
      ['SELECT nope FROM readings', 'nope'],
      [
        `SELECT 1 FROM ${table.includes('.') ? "pg_read_file('/etc/passwd')" : "read_text('/etc/passwd')"}`,
        'may not call',
      ],
    ] as const) {
      const failed = await assay(['add', '--query', text, '--source', source(), '--as', 'lines']);
      expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
    }
    expect((await assay(['log', '--json'])).stdout).toBe(before.stdout);
  });

  test('is a table where no query is: equal rows are one version, also where a key repeats or has no order', async () => {
    folder.write(
      'readings.odcs.yaml',
      contractText('readings', '{name: line, logicalType: integer, primaryKey: true}'),
    );
    const line = [source(), '--as', 'readings', '-c', 'readings.odcs.yaml', '--json'];
    expect(await assay(['add', ...line])).toMatchObject({ code: 1 });
    await change(
      `CREATE TABLE ${table}_again AS SELECT * FROM ${table} ORDER BY temp DESC`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table}_again RENAME TO readings`,
    );
    expect(await add(...line.slice(0, -1))).toMatchObject({ isNew: false });
    expect(await rowsOf('readings@v1')).toEqual([
      { line: 1, temp: 20.5, note: '{"a": 1}' },
      { line: 1, temp: 22.5, note: null },
      { line: 2, temp: 21.5, note: '{"b": 2}' },
    ]);
  });
});

test('a query over files and versions knows what it was made from, and takes the right to read them', async () => {
  folder.write(
    'people.odcs.yaml',
    contractText('people', '{name: id, logicalType: integer}', '{name: name, classification: confidential}'),
  );
  folder.write(
    'assay.yaml',
    'version: 1\ndatasets:\n  people: {path: people.csv, contract: people.odcs.yaml}\n',
  );
  folder.write('people.csv', 'id,name\n1,Mia Muster\n2,Jan Sorg\n');
  folder.write('shifts.csv', 'id,shift\n1,late\n2,early\n');
  await add('--as', 'people');
  const query = 'SELECT shift, length(name) AS letters FROM people JOIN shifts USING (id)';
  const line = ['--query', query, '--source', 'people@latest', '--source', 'shifts.csv', '--as', 'letters'];
  const { version } = await add(...line);
  expect(version.record.source).toBe('people@v1, shifts.csv');
  expect(await rowsOf('letters@v1')).toEqual([
    { shift: 'early', letters: 8 },
    { shift: 'late', letters: 10 },
  ]);
  const { edges } = printedAs(lineageSchema, await assay(['lineage', 'letters', '--up', '--json']));
  expect(JSON.stringify(edges)).toContain('people@v1');
  for (const grant of ['ana admin --on *', 'eve contributor --on *'])
    await assay(['grant', ...grant.split(' ')]);
  expect(await assay(['add', ...line, '--meta', 'a=1'], 'eve')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('confidential'),
  });
});

test('what fits together is asked for, and nothing else', async () => {
  folder.write('a.csv', 'a\n1\n');
  folder.write('b/a.csv', 'a\n1\n');
  for (const [args, says] of [
    [['a.csv', '--query', 'SELECT 1'], 'two things'],
    [['--query', 'SELECT 1'], 'nothing says what the query reads'],
    [['a.csv', '--source', 'a.csv'], 'there is none'],
    [['--query', 'SELECT 1', '--source', 'a.csv', '--source', 'b/a.csv'], 'two sources are called a'],
    [['plant.duckdb#nope'], 'plant.duckdb'],
  ] as const)
    expect(await assay(['add', ...args, '--as', 'x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(says),
    });
});
