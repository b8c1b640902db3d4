import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { inject } from 'vitest';
import { type Cell, cellText, isTagged } from '../../src/domain/cell.ts';
import type { ColumnKind } from '../../src/domain/column.ts';
import type { Source } from '../../src/domain/source.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import type { Engine, Session } from '../../src/engines/engine.ts';
import { postgres } from '../../src/engines/postgres/postgres.ts';
import type { Dialect } from '../../src/sql/dialect.ts';

/** A small table as tests write it. */
export interface TestTable {
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** Types that every engine knows by this name, instead of its own type of the kind: REAL, SMALLINT. */
  readonly sqlTypes?: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly Cell[])[];
}

/** A real engine with tables in it. Close it when done. */
export interface TestEngine {
  readonly name: string;
  readonly engine: Engine;
  /** Creates tables and opens a session on the first one's source. */
  readonly place: (tables: Readonly<Record<string, TestTable>>) => Promise<Placed>;
}

export interface Placed {
  readonly sources: Readonly<Record<string, Source>>;
  readonly connect: () => Promise<Session>;
  readonly remove: () => Promise<void>;
}

/** Tests write lists as JSON; PostgreSQL reads an array from braces. */
const listText = (json: string, dialect: Dialect): string =>
  dialect === postgres.dialect ? json.replace(/^\[(.*)\]$/, '{$1}') : json;

const typed = (cell: Cell, kind: ColumnKind, dialect: Dialect): string => {
  if (cell === null) return 'NULL';
  if (isTagged(cell) && (cell.type === 'date' || cell.type === 'timestamp'))
    return dialect.cast(dialect.literal(cell), dialect.types[kind]);
  const text =
    isTagged(cell) || typeof cell !== 'string'
      ? cellText(cell)
      : kind === 'list'
        ? listText(cell, dialect)
        : cell;
  return dialect.cast(dialect.literal(text), dialect.types[kind]);
};

const statements = (path: readonly string[], table: TestTable, dialect: Dialect): readonly string[] => {
  const names = Object.keys(table.columns);
  const target = path.map(dialect.identifier).join('.');
  const columns = names.map(
    (name) =>
      `${dialect.identifier(name)} ${table.sqlTypes?.[name] ?? dialect.types[table.columns[name] ?? 'text']}`,
  );
  const values = table.rows.map(
    (row) =>
      `(${names.map((name, index) => typed(row[index] ?? null, table.columns[name] ?? 'text', dialect)).join(', ')})`,
  );
  const create = `CREATE TABLE ${target} (${columns.join(', ')})`;
  return values.length === 0 ? [create] : [create, `INSERT INTO ${target} VALUES ${values.join(', ')}`];
};

const placeInDuckdb = async (tables: Readonly<Record<string, TestTable>>): Promise<Placed> => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  const file = join(folder, 'test.duckdb');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const [name, table] of Object.entries(tables)) {
    for (const sql of statements([name], table, duckdb.dialect)) await connection.run(sql);
  }
  connection.closeSync();
  instance.closeSync();
  const sources = Object.fromEntries(
    Object.keys(tables).map((name) => [name, { kind: 'duckdb' as const, file, table: [name] }]),
  );
  return {
    sources,
    connect: () => duckdb.connect({ kind: 'duckdb', file, table: [] }, { workFolder: folder }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

const placeInPostgres = async (tables: Readonly<Record<string, TestTable>>): Promise<Placed> => {
  const url = inject('postgresUrl');
  const schema = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SET TIME ZONE 'UTC'; CREATE SCHEMA ${schema}`);
  for (const [name, table] of Object.entries(tables)) {
    for (const sql of statements([schema, name], table, postgres.dialect)) await client.query(sql);
  }
  const sources = Object.fromEntries(
    Object.keys(tables).map((name) => [name, { kind: 'postgres' as const, url, table: [schema, name] }]),
  );
  return {
    sources,
    connect: () => postgres.connect({ kind: 'postgres', url, table: [] }, { workFolder: tmpdir() }),
    remove: async () => {
      await client.query(`DROP SCHEMA ${schema} CASCADE`);
      await client.end();
    },
  };
};

/** The engines every conformance test runs on. */
export const testEngines: readonly TestEngine[] = [
  { name: 'DuckDB', engine: duckdb, place: placeInDuckdb },
  { name: 'PostgreSQL', engine: postgres, place: placeInPostgres },
];
