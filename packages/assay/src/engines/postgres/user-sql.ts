import type { Row } from '../../domain/cell.ts';
import { QueryFailed, type QueryOptions, userRowLimit } from '../engine.ts';
import { startsAsQuery, wordsOf } from '../user-text.ts';
import { type PostgresClient, readCell, rowsOf } from './client.ts';
import { postgresDialect } from './dialect.ts';
import type { OpenedTable } from './open-table.ts';

const { identifier } = postgresDialect;

/** Functions that read files, reach other servers, run text as SQL, change settings or stop sessions. */
const refused =
  /^(pg_read_\w*|pg_ls_\w*|pg_stat_file|pg_current_logfile|lo_\w*|dblink\w*|query_to_xml\w*|table_to_xml\w*|cursor_to_xml\w*|schema_to_xml\w*|database_to_xml\w*|set_config|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_logfile|pg_switch_wal|pg_create_\w*|pg_drop_\w*|pg_logical_\w*|pg_replication_\w*|pg_advisory_\w*|pg_notify|pg_export_snapshot|pg_import_system_collations)$/i;

const refuse = (sql: string): void => {
  if (!startsAsQuery(sql)) throw new QueryFailed('this is no SELECT: a SQL rule only reads', sql, undefined);
  const word = wordsOf(sql).find((each) => refused.test(each));
  if (word !== undefined) throw new QueryFailed(`a SQL rule may not call ${word}`, sql, undefined);
  if (/\bu&"/i.test(sql))
    throw new QueryFailed('a SQL rule may not hold escaped names (U&"…")', sql, undefined);
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
  return `${known.length === 0 ? '' : `WITH ${known.join(', ')} `}SELECT * FROM (\n${sql.trim().replace(/;\s*$/, '')}\n) AS answer`;
};

/** Superusers read files of the server: a user's SQL runs as a role that only reads tables. */
const lowerRole = async (client: PostgresClient): Promise<void> => {
  const [found] = await client.rows("SELECT current_setting('is_superuser') AS super");
  if (found?.super === 'on') await client.run('SET LOCAL ROLE pg_read_all_data');
};

/**
 * Runs a user's text: one SELECT (the extended protocol takes one statement, the brackets nothing but a query), in a
 * read-only transaction that is rolled back, under a time limit, as no superuser.
 */
export const userRows = async (
  client: PostgresClient,
  sql: string,
  tables: ReadonlyMap<string, OpenedTable>,
  options: QueryOptions & { readonly timeoutSeconds: number },
): Promise<readonly Row[]> => {
  refuse(sql);
  await client.run(
    `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.ceil(options.timeoutSeconds * 1000)}`,
  );
  try {
    await lowerRole(client);
    for await (const batch of client.batches(wrapped(sql, tables), userRowLimit, readCell, options))
      return rowsOf(batch);
    return [];
  } finally {
    await client.run('ROLLBACK');
  }
};
