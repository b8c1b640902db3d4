import { type Cell, isTagged, numberOf } from '../../domain/cell.ts';
import type { Column, ColumnKind } from '../../domain/column.ts';
import type { ColumnFacts, TableFacts } from '../../domain/table-facts.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';

/** Kinds whose footer bounds are exact and complete: floats may leave NaN out, texts may be cut. */
const boundedKinds: readonly ColumnKind[] = ['integer', 'date', 'timestamp'];

/** Rows, NULLs and bounds from the footers. A fact is given only where every row group of every file states it. */
export const parquetFacts = async (connection: DuckdbConnection, list: string, columns: readonly Column[]): Promise<TableFacts> => {
  const [total] = await connection.rows(`SELECT sum(num_rows)::BIGINT AS n FROM parquet_file_metadata(${list})`);
  const rows = numberOf(total?.['n'] ?? null) ?? 0;
  const perColumn = columns.map((column) => {
    const bounded = boundedKinds.includes(column.kind);
    const bound = (which: 'min' | 'max') =>
      bounded
        ? `CASE WHEN count(stats_${which}_value) = count(*) THEN ${which}(TRY_CAST(stats_${which}_value AS ${column.sqlType})) END`
        : 'NULL';
    return `SELECT ${duckdbDialect.literal(column.name)} AS name, sum(num_values)::BIGINT AS rows,
      CASE WHEN count(stats_null_count) = count(*) THEN sum(stats_null_count)::BIGINT END AS nulls,
      ${bound('min')} AS low, ${bound('max')} AS high
      FROM m WHERE path_in_schema = ${duckdbDialect.literal(column.name)}`;
  });
  const facts = new Map<string, ColumnFacts>();
  if (columns.length > 0 && columns.length <= 500) {
    const meta = `CREATE OR REPLACE TEMP TABLE m AS SELECT path_in_schema, num_values, stats_null_count, stats_min_value, stats_max_value FROM parquet_metadata(${list})`;
    await connection.run(meta);
    for (const sql of perColumn) {
      const [row] = await connection.rows(sql);
      if (row === undefined || numberOf(row['rows'] ?? null) !== rows) continue;
      facts.set(String(row['name']), columnFacts(row['nulls'] ?? null, row['low'] ?? null, row['high'] ?? null));
    }
    await connection.run('DROP TABLE m');
  }
  return { rows, columns: facts };
};

const columnFacts = (nulls: Cell, low: Cell, high: Cell): ColumnFacts => ({
  ...(typeof nulls === 'number' ? { nulls } : {}),
  ...(isBound(low) && isBound(high) ? { min: low, max: high } : {}),
});

const isBound = (cell: Cell): boolean => typeof cell === 'number' || isTagged(cell);
