import type { Cell, Row } from '../../domain/cell.ts';
import type { Column } from '../../domain/column.ts';
import { Refusal, refuse } from '../../domain/problem.ts';
import { redactUrl, type Source } from '../../domain/source.ts';
import { noFacts } from '../../domain/table-facts.ts';
import { printSelect } from '../../sql/print.ts';
import { table } from '../../sql/select.ts';
import { type Capabilities, type Engine, QueryFailed, type QueryOptions, type Session } from '../engine.ts';
import { postgresReaders } from './cells.ts';
import { postgresDialect } from './dialect.ts';
import { postgresKind } from './kinds.ts';

const capabilities: Capabilities = { fusionWidth: 200, readsFiles: false };

const describeSql = `
  SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
  FROM pg_attribute a WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const connect = async (source: Source): Promise<Session> => {
  if (source.kind !== 'postgres')
    return refuse('source-unsupported', `PostgreSQL does not open ${source.kind}`, 'name a table URL');
  const { default: pg } = await import('pg');
  const types = { getTypeParser: (oid: number) => postgresReaders.get(oid) ?? ((text: string) => text) };
  const client = new pg.Client({
    connectionString: source.url,
    types: types as never,
    application_name: 'assay',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const words =
      cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause);
    return refuse(
      'connection-failed',
      `PostgreSQL at ${redactUrl(source.url)} cannot be reached: ${words}`,
      'check the URL and that the server runs',
      {},
      cause,
    );
  }
  let queries = 0;
  const run = async (
    sql: string,
    parameters: readonly string[],
    options?: QueryOptions,
  ): Promise<readonly Row[]> => {
    options?.signal?.throwIfAborted();
    queries += 1;
    try {
      const result = await client.query<Record<string, Cell>>(sql, [...parameters]);
      return result.rows;
    } catch (cause) {
      throw new QueryFailed(cause instanceof Error ? cause.message : String(cause), sql, cause);
    }
  };
  await run(
    "SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'; SET extra_float_digits = 1; SET default_transaction_read_only = on",
    [],
  );
  const [version] = await run("SELECT current_setting('server_version') AS v", []);
  return {
    engine: { id: 'postgres', version: String(version?.['v']) },
    dialect: postgresDialect,
    capabilities,
    queries: () => queries,
    open: async (asked, options) => {
      if (asked.kind !== 'postgres')
        return refuse('source-unsupported', `PostgreSQL does not open ${asked.kind}`, 'name a table URL');
      const rows = await run(describeSql, [asked.table.map(postgresDialect.identifier).join('.')], options);
      if (rows.length === 0)
        refuse(
          'source-not-found',
          `no table ${asked.table.join('.')} at ${redactUrl(asked.url)}`,
          'write schema.table as the database has it',
        );
      const columns: Column[] = rows.map((row) => ({
        name: String(row['name']),
        sqlType: String(row['type']),
        kind: postgresKind(String(row['type'])),
      }));
      return {
        relation: table(...asked.table),
        columns,
        facts: noFacts,
        description: `PostgreSQL table ${asked.table.join('.')}`,
        notes: [],
      };
    },
    query: (select, options) => run(printSelect(select, postgresDialect), [], options),
    queryUserSql: (sql, options) => run(sql, [], options),
    export: async () => {
      throw new Refusal([]);
    },
    close: () => client.end(),
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
