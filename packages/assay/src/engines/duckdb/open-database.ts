import { existsSync } from 'node:fs';
import { refuse } from '../../domain/problem.ts';
import type { Source } from '../../domain/source.ts';
import { noFacts } from '../../domain/table-facts.ts';
import { table } from '../../sql/select.ts';
import type { OpenOptions, OpenTable } from '../engine.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';
import { describeColumns } from './open-parquet.ts';

const { identifier, literal } = duckdbDialect;

/** A view of a table in a DuckDB database file, attached read-only. */
export const openDatabase = async (
  connection: DuckdbConnection,
  source: Extract<Source, { kind: 'duckdb' }>,
  options: OpenOptions,
): Promise<OpenTable> => {
  if (!existsSync(source.file)) refuse('source-not-found', `no database file ${source.file}`, 'check the path', { file: source.file });
  await connection.run(`ATTACH IF NOT EXISTS ${literal(source.file)} AS ${identifier(source.file)} (READ_ONLY)`, options);
  const path = [identifier(source.file), ...source.table.map(identifier)].join('.');
  await connection.run(`CREATE OR REPLACE TEMP VIEW ${identifier(options.name)} AS SELECT * FROM ${path}`, options);
  return {
    relation: table(options.name),
    columns: await describeColumns(connection, options.name),
    facts: noFacts,
    description: `DuckDB table ${source.table.join('.')}`,
    notes: [],
  };
};
