import { table } from '../../sql/select.ts';
import type { OpenOptions, OpenTable } from '../engine.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';
import { describeColumns } from './open-parquet.ts';
import { noFacts } from '../../domain/table-facts.ts';

/** Reads delimited text once into a table of the session. */
export const openText = async (
  connection: DuckdbConnection,
  files: readonly string[],
  options: OpenOptions,
): Promise<Omit<OpenTable, 'files'>> => {
  const list = `[${files.map(duckdbDialect.literal).join(', ')}]`;
  await connection.run(
    `CREATE OR REPLACE TABLE ${duckdbDialect.identifier(options.name)} AS SELECT * FROM read_csv(${list}, sample_size = -1)`,
    options,
  );
  return {
    relation: table(options.name),
    columns: await describeColumns(connection, options.name),
    facts: noFacts,
    description: 'CSV',
    notes: [],
  };
};
