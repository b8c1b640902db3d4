import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/domain/problem.ts';
import { column, literal } from '../../src/sql/expression.ts';
import { declares, testFolder } from './text-files.ts';

const files = testFolder();
afterAll(files.remove);

/** Runs statements in an engine of their own. */
const made = async (...statements: readonly string[]): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
};

const path = (name: string): string => {
  mkdirSync(dirname(files.path(name)), { recursive: true });
  return files.path(name);
};

describe('tables and views of a DuckDB database', () => {
  const file = files.path('stored.duckdb');
  beforeAll(async () => {
    writeFileSync(files.path('outside.csv'), 'a\n1\n');
    await made(
      `ATTACH '${file}' AS d`,
      'USE d',
      "CREATE TABLE t AS SELECT 'a'::ENUM('b', 'a') AS mood, '550e8400-e29b-41d4-a716-446655440000'::UUID AS id, 'infinity'::TIMESTAMP_S AS ends, '2020-01-01 00:00:00.0000005'::TIMESTAMP_NS AS at",
      'CREATE VIEW within AS SELECT count(*) AS n FROM t, range(3), duckdb_settings()',
      "CREATE MACRO around() AS TABLE SELECT * FROM read_text('/etc/passwd')",
      `CREATE VIEW outside AS SELECT * FROM read_csv('${files.path('outside.csv')}')`,
      "CREATE VIEW listing AS SELECT * FROM glob('/etc/*')",
      'CREATE VIEW hidden AS SELECT * FROM around()',
      "CREATE VIEW behind AS SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
      "CREATE VIEW logs AS SELECT * FROM enable_logging(storage = 'stdout')",
    );
  });
  const source = (name: string) => ({ kind: 'duckdb', file, table: [name] }) as const;

  test('types of their own are read as the types of their kind', async () => {
    await files.open(source('T'), async ({ rows, session, table }) => {
      expect(table.columns.map(({ kind }) => kind)).toEqual(['text', 'text', 'timestamp', 'timestamp']);
      expect(table.columns.map(({ sqlType }) => sqlType)[1]).toBe('UUID');
      expect(await rows()).toEqual([
        {
          mood: 'a',
          id: '550e8400-e29b-41d4-a716-446655440000',
          ends: { type: 'timestamp', value: 'infinity' },
          at: { type: 'timestamp', value: '2020-01-01T00:00:00' },
        },
      ]);
      const id = column('id');
      const [row] = await session.query({
        columns: {
          long: { kind: 'call', fn: 'length', args: [id] },
          like: { kind: 'matches', arg: id, pattern: '^550e' },
          unknown: { kind: 'compare', op: '=', left: column('mood'), right: literal('no such mood') },
        },
        from: table.relation,
      });
      expect(row).toEqual({ long: 36, like: true, unknown: false });
    });
  });

  test('a view within its database is read', async () => {
    await files.open(source('within'), ({ table }) => {
      expect(table.columns.map(({ name }) => name)).toEqual(['n']);
    });
  });

  test.each(['outside', 'listing', 'hidden', 'behind', 'logs'])('the view %s is refused', async (name) => {
    const opening = files.open(source(name), () => undefined);
    await expect(opening).rejects.toThrow(Refusal);
    await expect(opening).rejects.toThrow(/is a view that reads more than its database/);
  });

  test('what is not there is said so, with what there is', async () => {
    const opening = files.open(source('none'), () => undefined);
    await expect(opening).rejects.toThrow(/has no table none/);
  });
});

describe('facts of Parquet footers', () => {
  const facts = async (folder: string) => {
    let found: Record<string, unknown> = {};
    await files.open({ kind: 'files', path: files.path(folder) }, ({ table }) => {
      found = Object.fromEntries(table.facts.columns);
    });
    return found;
  };

  test('say nothing of a column that folders give', async () => {
    await made(`COPY (SELECT 1 AS year, 5 AS x) TO '${path('hive/year=2024/a.parquet')}'`);
    expect(await facts('hive')).toEqual({ x: { nulls: 0, min: 5, max: 5 } });
  });

  test('bound nothing where a file states them as values of another type', async () => {
    await made(
      `COPY (SELECT unnest([5, 10]) AS a) TO '${path('union/1.parquet')}'`,
      `COPY (SELECT true AS a) TO '${path('union/2.parquet')}'`,
    );
    expect(await facts('union')).toEqual({ a: { nulls: 0 } });
  });

  test('of nanoseconds are those of the times that are read', async () => {
    await made(
      `COPY (SELECT unnest(['1960-01-01 00:00:00.0000009', '2020-01-01 00:00:00.0000009'])::TIMESTAMP_NS AS at) TO '${path('nanos/1.parquet')}'`,
    );
    await files.open({ kind: 'files', path: files.path('nanos') }, async ({ rows, table }) => {
      const { min, max } = table.facts.columns.get('at') ?? {};
      expect((await rows()).map(({ at }) => at)).toEqual([min, max]);
    });
  });

  test('two columns whose names differ in case alone cannot be told apart', async () => {
    await made(`COPY (SELECT 1 AS size, 2 AS "else") TO '${path('twins.parquet')}'`);
    const bytes = readFileSync(files.path('twins.parquet'), 'latin1').replaceAll('else', 'SIZE');
    writeFileSync(files.path('twins.parquet'), bytes, 'latin1');
    const opening = files.open({ kind: 'files', path: files.path('twins.parquet') }, () => undefined, [
      declares('size', 'integer'),
    ]);
    await expect(opening).rejects.toThrow(/cannot be told apart/);
  });
});
