import type { Row } from '../../domain/cell.ts';
import { refuse } from '../../domain/problem.ts';
import { redactUrl, type Source } from '../../domain/source.ts';
import { printSelect } from '../../sql/print.ts';
import {
  type Capabilities,
  type ConnectOptions,
  type Engine,
  QueryFailed,
  type Session,
  userSqlSeconds,
} from '../engine.ts';
import { workFolderIn } from '../files/work-folder.ts';
import { connectPostgres, type PostgresClient } from './client.ts';
import { postgresDialect, postgresDialectWith } from './dialect.ts';
import { exportQuery } from './export.ts';
import { exportUserSql } from './export-user-sql.ts';
import { type OpenedTable, openTable } from './open-table.ts';
import { userRows } from './user-sql.ts';

const capabilities: Capabilities = { fusionWidth: 200, readsFiles: false };

const settings = `SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET standard_conforming_strings = on; SET synchronize_seqscans = off; SET default_transaction_read_only = on`;

/** The version, and the collation that knows the cases of letters. */
const serverSql = `
  SELECT current_setting('server_version') AS version,
    (SELECT collname FROM pg_collation WHERE collname IN ('pg_c_utf8', 'und-x-icu')
      AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding())) ORDER BY collname LIMIT 1) AS collation`;

/** Settles the session. A server that takes the protocol but not these settings is closed again. */
const prepared = async (client: PostgresClient, url: string): Promise<Row | undefined> => {
  try {
    await client.run(settings);
    const [server] = await client.rows(serverSql);
    return server;
  } catch (cause) {
    await client.close();
    if (!(cause instanceof QueryFailed)) throw cause;
    return refuse(
      'connection-failed',
      `the server at ${redactUrl(url)} is not as PostgreSQL 14 or newer: ${cause.message}`,
      'name a PostgreSQL server, and one without a pooler in between that hides its settings',
      {},
      cause,
    );
  }
};

const connect = async (source: Source, { workFolder }: ConnectOptions): Promise<Session> => {
  if (source.kind !== 'postgres')
    return refuse('source-unsupported', `PostgreSQL does not open ${source.kind}`, 'name a table URL');
  const client = await connectPostgres(source.url);
  const work = workFolderIn(workFolder);
  const tables = new Map<string, OpenedTable>();
  const server = await prepared(client, source.url);
  const collation = server?.collation;
  const dialect = postgresDialectWith(typeof collation === 'string' ? collation : undefined);
  return {
    engine: { id: 'postgres', version: String(server?.version) },
    dialect,
    capabilities,
    queries: client.queries,
    open: async (asked, options) => {
      if (asked.kind !== 'postgres')
        return refuse('source-unsupported', `PostgreSQL does not open ${asked.kind}`, 'name a table URL');
      if (asked.url !== source.url)
        return refuse(
          'source-unsupported',
          `${options.name} is in another database`,
          'keep datasets that a rule compares in one database',
        );
      const { named, path, ...opened } = await openTable(client, asked, options);
      for (const name of [options.name, options.physicalName ?? options.name])
        tables.set(name, { named, path, ...opened });
      return opened;
    },
    query: (select, options) => client.rows(printSelect(select, dialect), [], options),
    queryUserSql: (sql, options) =>
      userRows(client, sql, tables, { timeoutSeconds: userSqlSeconds, ...options }),
    exportUserSql: (sql, path, options = {}) => exportUserSql(client, sql, tables, path, work, options),
    export: (select, path, options) => exportQuery(client, printSelect(select, dialect), path, work, options),
    close: async () => {
      await client.close();
      work.remove();
    },
  };
};

/** PostgreSQL 14 and newer over its own protocol. */
export const postgres: Engine = {
  id: 'postgres',
  sources: ['postgres'],
  dialect: postgresDialect,
  capabilities,
  connect,
};
