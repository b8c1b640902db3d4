import { refuse } from '../../domain/problem.ts';
import type { Source } from '../../domain/source.ts';
import { noFacts } from '../../domain/table-facts.ts';
import { table } from '../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../engine.ts';
import { contentOf } from '../files/file-format.ts';
import { findFiles } from '../files/find-files.ts';
import { headOf } from '../files/head.ts';
import { describeColumns } from './describe-columns.ts';
import { duckdbDialect } from './dialect.ts';
import { createSourceView } from './source-view.ts';
import { isStored, refuseReachingView } from './stored-view.ts';
import { pathSql, type Workshop } from './workshop.ts';

const { identifier, literal } = duckdbDialect;

/** A view of a table in a DuckDB database file, attached read-only. */
export const openDatabase = async (
  shop: Workshop,
  source: Extract<Source, { kind: 'duckdb' }>,
  options: OpenOptions,
): Promise<OpenTable> => {
  const { connection } = shop;
  const [found] = findFiles(source.file);
  const content = contentOf(headOf(source.file, 64));
  if (found === undefined || content?.kind !== 'format' || content.format !== 'duckdb') {
    return refuse('source-unreadable', `${source.file} is no DuckDB database`, 'check the path', {
      file: source.file,
    });
  }
  const database = `assay_db:${source.file}`;
  try {
    await connection.run(
      `ATTACH IF NOT EXISTS ${literal(source.file)} AS ${identifier(database)} (READ_ONLY)`,
      options,
    );
  } catch (cause) {
    if (!(cause instanceof QueryFailed)) throw cause;
    return refuse(
      'source-unreadable',
      `${source.file} cannot be opened: ${cause.message.split('\n')[0]}`,
      'close the program that writes it, or check that the file is complete',
      { file: source.file },
      cause,
    );
  }
  const from = pathSql([database, ...source.table]);
  if (!(await isStored(connection, 'table', database, source.table)))
    await refuseReachingView(source.file, source.table);
  try {
    const physical = await describeColumns(connection, from);
    const { path, columns } = await createSourceView(shop, from, physical, options, source.file);
    return {
      relation: table(...path),
      columns,
      facts: noFacts,
      description: `DuckDB table ${source.table.join('.')}`,
      notes: [],
    };
  } catch (cause) {
    if (!(cause instanceof QueryFailed) || !/Catalog Error/.test(cause.message)) throw cause;
    return refuse(
      'source-not-found',
      `${source.file} has no table ${source.table.join('.')}`,
      await tablesHint(shop, database),
      { file: source.file },
      cause,
    );
  }
};

const tablesHint = async (shop: Workshop, database: string): Promise<string> => {
  const rows = await shop.connection.rows(
    `SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE database_name = ${literal(database)} ORDER BY 1 LIMIT 10`,
  );
  return rows.length === 0
    ? 'the database has no tables'
    : `it has: ${rows.map((row) => String(row.name)).join(', ')}`;
};
