import type { Column } from '../../domain/column.ts';
import type { OpenOptions, OpenTable } from '../engine.ts';
import { table } from '../../sql/select.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';
import { duckdbKind } from './kinds.ts';
import { parquetFacts } from './parquet-facts.ts';
import { cellText } from '../../domain/cell.ts';

/** The columns of a table or view, under the names a contract uses for them. */
export const describeColumns = async (connection: DuckdbConnection, name: string): Promise<readonly Column[]> => {
  const rows = await connection.rows(`DESCRIBE ${duckdbDialect.identifier(name)}`);
  return rows.map((row) => ({
    name: cellText(row['column_name'] ?? null),
    sqlType: cellText(row['column_type'] ?? null),
    kind: duckdbKind(cellText(row['column_type'] ?? null)),
  }));
};

/** A view over Parquet files; nothing is copied. */
export const openParquet = async (
  connection: DuckdbConnection,
  files: readonly string[],
  options: OpenOptions,
): Promise<Omit<OpenTable, 'files'>> => {
  const list = `[${files.map(duckdbDialect.literal).join(', ')}]`;
  const reader = `read_parquet(${list}, union_by_name = ${files.length > 1}, hive_partitioning = true)`;
  await connection.run(`CREATE OR REPLACE VIEW ${duckdbDialect.identifier(options.name)} AS SELECT * FROM ${reader}`, options);
  const columns = await describeColumns(connection, options.name);
  return {
    relation: table(options.name),
    columns,
    facts: await parquetFacts(connection, list, columns),
    description: `Parquet, ${files.length === 1 ? '1 file' : `${files.length} files`}`,
    notes: [],
  };
};
