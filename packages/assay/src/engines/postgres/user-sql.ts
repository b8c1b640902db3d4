import type { Row } from '../../domain/cell.ts';
import { QueryFailed, type QueryOptions, userRowLimit } from '../engine.ts';
import { startsAsQuery, withoutEnd } from '../user-text.ts';
import { type PostgresClient, readCell, rowsOf } from './client.ts';
import { postgresDialect } from './dialect.ts';
import type { OpenedTable } from './open-table.ts';

const { identifier } = postgresDialect;

/**
 * Functions that read files, reach other servers, run text as SQL, change settings or stop sessions. They are looked for in
 * the whole text, comments and texts too: what is code and what is not depends on how the server reads quotes.
 */
const refused = new RegExp(
  `\\b(?:${[
    'pg_(?:read|ls|file|create|drop|logical|replication|advisory|try_advisory)_\\w*',
    'pg_(?:stat_file|current_logfile|terminate_backend|cancel_backend|reload_conf|rotate_logfile|logfile_rotate|switch_wal|notify|export_snapshot|import_system_collations)',
    'lo_(?:creat|create|export|from_bytea|get|import|lseek|lseek64|open|put|truncate|truncate64|unlink)',
    'loread|lowrite|set_config|ts_stat|ts_rewrite|xpath_table|connectby',
    '(?:dblink|crosstab)\\w*',
    '(?:query|table|cursor|schema|database)_to_xml\\w*',
  ].join('|')})\\b`,
  'i',
);

const refuse = (sql: string): void => {
  if (!startsAsQuery(sql))
    throw new QueryFailed('this is no SELECT: SQL of users only reads', sql, undefined);
  const word = refused.exec(sql)?.[0];
  if (word !== undefined) throw new QueryFailed(`SQL of users may not call ${word}`, sql, undefined);
  if (/u&"/i.test(sql))
    throw new QueryFailed('SQL of users may not hold escaped names (U&"…")', sql, undefined);
};

const fitsIdentifier = (name: string): boolean => new TextEncoder().encode(name).length <= 63;

/** What the query knows a table by: name and physical name of the dataset, each with both names of its columns. */
const named = (name: string, { path, named: columns }: OpenedTable): string => {
  const taken = new Set(columns.map((column) => column.name));
  const list = columns.flatMap(({ name: own, physicalName }) => [
    own === physicalName ? identifier(own) : `${identifier(physicalName)} AS ${identifier(own)}`,
    ...(taken.has(physicalName) ? [] : [identifier(physicalName)]),
  ]);
  return `${identifier(name)} AS (SELECT ${list.join(', ')} FROM ${path.map(identifier).join('.')})`;
};

/** The user's statement as a query in brackets: only a SELECT fits there, and none that writes. */
const wrapped = (sql: string, tables: ReadonlyMap<string, OpenedTable>): string => {
  const known = [...tables]
    .filter(([name]) => fitsIdentifier(name))
    .map(([name, opened]) => named(name, opened));
  return `${known.length === 0 ? '' : `WITH ${known.join(', ')} `}SELECT * FROM (\n${withoutEnd(sql)}\n) AS answer`;
};

/** Superusers read files of the server: a user's SQL runs as a role that only reads tables. */
const lowerRole = async (client: PostgresClient): Promise<void> => {
  const [found] = await client.rows("SELECT current_setting('is_superuser') AS super");
  if (found?.super === 'on') await client.run('SET LOCAL ROLE pg_read_all_data');
};

/**
 * Works with a user's text: one SELECT (the extended protocol takes one statement, the brackets nothing but a query), in a read-only transaction
 * that is rolled back, as no superuser; each statement under a time limit, where there is one.
 */
export const withUserSql = async <T>(
  client: PostgresClient,
  sql: string,
  tables: ReadonlyMap<string, OpenedTable>,
  timeoutSeconds: number | undefined,
  work: (text: string) => Promise<T>,
): Promise<T> => {
  refuse(sql);
  await client.run(
    `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.ceil((timeoutSeconds ?? 0) * 1000)}`,
  );
  try {
    await lowerRole(client);
    return await work(wrapped(sql, tables));
  } finally {
    await client.run('ROLLBACK');
  }
};

/** The first rows of a user's text. */
export const userRows = (
  client: PostgresClient,
  sql: string,
  tables: ReadonlyMap<string, OpenedTable>,
  options: QueryOptions & { readonly timeoutSeconds: number },
): Promise<readonly Row[]> =>
  withUserSql(client, sql, tables, options.timeoutSeconds, async (text) => {
    for await (const batch of client.batches(text, userRowLimit, readCell, options)) return rowsOf(batch);
    return [];
  });
