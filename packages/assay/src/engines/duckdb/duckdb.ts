import { globSync, statSync } from 'node:fs';
import { refuse } from '../../domain/problem.ts';
import type { Source } from '../../domain/source.ts';
import { printSelect } from '../../sql/print.ts';
import { type Capabilities, type ConnectOptions, type Engine, type OpenOptions, type OpenTable, QueryFailed, type Session } from '../engine.ts';
import { type DuckdbConnection, duckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';
import { openDatabase } from './open-database.ts';
import { openParquet } from './open-parquet.ts';
import { openText } from './open-text.ts';

const capabilities: Capabilities = { fusionWidth: 64, readsFiles: true };

const openSource = async (connection: DuckdbConnection, source: Source, options: OpenOptions): Promise<OpenTable> => {
  if (source.kind === 'duckdb') return openDatabase(connection, source, options);
  if (source.kind !== 'files') return refuse('source-unsupported', `DuckDB does not open ${source.kind}`, 'name a file');
  const files = globSync(source.path).filter((path) => statSync(path).isFile()).sort();
  if (files.length === 0) refuse('source-not-found', `no file matches ${source.path}`, 'check the path; globs such as data/**/*.parquet work', { file: source.path });
  try {
    const opened = files[0]?.endsWith('.parquet') ? await openParquet(connection, files, options) : await openText(connection, files, options);
    return { ...opened, files: { files: files.map((path) => ({ path, sizeBytes: statSync(path).size, modifiedAt: statSync(path).mtime.toISOString(), format: 'parquet' })) } };
  } catch (cause) {
    if (!(cause instanceof QueryFailed)) throw cause;
    return refuse('source-unreadable', `${source.path}: ${cause.message}`, 'look at the file with a text editor or a Parquet viewer', { file: source.path }, cause);
  }
};

const connect = async (_source: Source, _options: ConnectOptions): Promise<Session> => {
  const { DuckDBInstance, version } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const driver = await instance.connect();
  const connection = duckdbConnection(driver);
  await connection.run("SET TimeZone = 'UTC'; SET enable_progress_bar = false");
  return {
    engine: { id: 'duckdb', version: version() },
    dialect: duckdbDialect,
    capabilities,
    queries: connection.queries,
    open: (source, options) => openSource(connection, source, options),
    query: (select, options) => connection.rows(printSelect(select, duckdbDialect), options),
    queryUserSql: (sql, options) => connection.rows(sql, options),
    export: (select, path) =>
      connection.run(`COPY (${printSelect(select, duckdbDialect)}) TO ${duckdbDialect.literal(path)} (FORMAT parquet)`),
    close: async () => {
      connection.close();
      instance.closeSync();
    },
  };
};

/** The embedded engine: files of every format, and DuckDB's own database files. */
export const duckdb: Engine = {
  id: 'duckdb',
  sources: ['files', 'stdin', 'duckdb'],
  dialect: duckdbDialect,
  capabilities,
  connect,
};
