import { numberOf, type Row } from '../../domain/cell.ts';
import type { Column, ColumnKind } from '../../domain/column.ts';
import { nearest } from '../../domain/nearest.ts';
import { problem, refuse } from '../../domain/problem.ts';
import { redactUrl, type Source } from '../../domain/source.ts';
import { noFacts } from '../../domain/table-facts.ts';
import { Unsupported } from '../../sql/dialect.ts';
import { call, column, type Expr } from '../../sql/expression.ts';
import { type Relation, subquery, table } from '../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../engine.ts';
import { type NamedColumn, nameColumns } from '../files/column-names.ts';
import type { PostgresClient } from './client.ts';
import { postgresDialect } from './dialect.ts';
import { postgresColumn } from './kinds.ts';

/** Tables, partitioned ones, views, materialised views and foreign tables; the size is an estimate of the server. */
const tableSql = `
  SELECT c.oid::text AS oid, c.relkind AS kind, has_table_privilege(c.oid, 'SELECT') AS readable,
    has_any_column_privilege(c.oid, 'SELECT') AS partly,
    CASE WHEN c.relkind = 'p'
      THEN (SELECT sum(greatest(p.reltuples, 0)) FROM pg_partition_tree(c.oid) t JOIN pg_class p ON p.oid = t.relid WHERE t.isleaf)
      ELSE c.reltuples END::float8 AS estimate
  FROM pg_class c WHERE c.oid = to_regclass($1)`;

/** Columns with the type that is below their domains, if any, and whether their collation takes different texts for equal. */
const columnsSql = `
  SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS readable,
    format_type(base.oid, NULL) AS base, base.typtype = 'e' AS enumerated, coalesce(NOT c.collisdeterministic, false) AS loose
  FROM pg_attribute a LEFT JOIN pg_collation c ON c.oid = a.attcollation
  CROSS JOIN LATERAL (
    WITH RECURSIVE below AS (
      SELECT oid, typtype, typbasetype FROM pg_type WHERE oid = a.atttypid
      UNION ALL SELECT t.oid, t.typtype, t.typbasetype FROM below JOIN pg_type t ON t.oid = below.typbasetype WHERE below.typtype = 'd')
    SELECT oid, typtype FROM below WHERE typtype <> 'd') AS base
  WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const similarSql = `
  SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  ORDER BY lower(c.relname) = lower($1) DESC, n.nspname, c.relname LIMIT 10000`;

const refuseMissing = async (
  client: PostgresClient,
  source: Extract<Source, { kind: 'postgres' }>,
): Promise<never> => {
  const rows = await client.rows(similarSql, [source.table.at(-1) ?? '']);
  const similar = rows.map((row) => String(row.name));
  const near = nearest(source.table.join('.'), similar);
  return refuse(
    'source-not-found',
    `no table ${source.table.join('.')} at ${redactUrl(source.url)}`,
    near !== undefined
      ? `did you mean ${near}?`
      : similar.length === 0
        ? 'the database has no tables'
        : `write schema.table as the database has it; it has ${similar.slice(0, 5).join(', ')}${similar.length > 5 ? ', …' : ''}`,
  );
};

const printed = (path: readonly string[]): string => {
  try {
    return path.map(postgresDialect.identifier).join('.');
  } catch (cause) {
    if (!(cause instanceof Unsupported)) throw cause;
    return refuse('source-not-found', cause.message, 'write the name as the database has it');
  }
};

const plainTexts: ReadonlySet<string> = new Set(['text', 'character varying']);

/** A column as queries read it: of kind text as text, whatever its type, and equal only where every letter is. */
const readAs = (row: Row, kind: ColumnKind): Expr => {
  const own = column(String(row.name));
  if (kind !== 'text') return own;
  const text = plainTexts.has(String(row.base)) ? own : call('toText', own);
  return row.loose === true ? call('byCodePoint', text) : text;
};

/** The table itself, or a query that gives its columns the names of the contract and the types of their kinds. */
const relationOf = (path: readonly string[], read: Readonly<Record<string, Expr>>): Relation =>
  Object.entries(read).every(([name, expr]) => expr.kind === 'column' && expr.name === name)
    ? table(...path)
    : subquery({ columns: read, from: table(...path) }, 'named');

export interface OpenedTable extends OpenTable {
  readonly named: readonly NamedColumn[];
  readonly path: readonly string[];
}

export const openTable = async (
  client: PostgresClient,
  source: Extract<Source, { kind: 'postgres' }>,
  options: OpenOptions,
): Promise<OpenedTable> => {
  const name = source.table.join('.');
  const where = redactUrl(source.url);
  try {
    const [found] = await client.rows(tableSql, [printed(source.table)], options);
    if (found === undefined || !['r', 'p', 'v', 'm', 'f'].includes(String(found.kind)))
      return await refuseMissing(client, source);
    if (found.partly !== true)
      return refuse(
        'source-unreadable',
        `table ${name} at ${where} may not be read: permission denied`,
        `ask for it: GRANT SELECT ON ${name} TO the user of the URL`,
      );
    const rows = await client.rows(columnsSql, [String(found.oid)], options);
    const readable = rows.filter((row) => row.readable === true);
    const named = nameColumns(
      readable.map((row) => String(row.name)),
      options.declared,
      name,
      true,
    );
    const columns = readable.map((row, index): Column => {
      const own = postgresColumn(named[index]?.name ?? '', String(row.base));
      return { ...own, sqlType: String(row.type), kind: row.enumerated === true ? 'text' : own.kind };
    });
    const read = Object.fromEntries(
      readable.map((row, index) => [
        columns[index]?.name ?? '',
        readAs(row, columns[index]?.kind ?? 'other'),
      ]),
    );
    const estimate = numberOf(found.estimate ?? null) ?? -1;
    const hidden = rows.length - readable.length;
    return {
      relation: relationOf(source.table, read),
      columns,
      facts: noFacts,
      ...(estimate > 0 ? { estimatedRows: Math.round(estimate) } : {}),
      description: `PostgreSQL table ${name}`,
      notes:
        hidden === 0
          ? []
          : [
              problem(
                'source-note',
                `${hidden === 1 ? '1 column of' : `${hidden} columns of`} ${name} may not be read and ${hidden === 1 ? 'is' : 'are'} left out`,
                'ask for SELECT on the whole table',
              ),
            ],
      named,
      path: source.table,
    };
  } catch (cause) {
    if (!(cause instanceof QueryFailed)) throw cause;
    return refuse(
      'source-unreadable',
      `table ${name} at ${where} cannot be opened: ${cause.message}`,
      'check the permissions of the user of the URL',
      {},
      cause,
    );
  }
};
