import { type Cell, isTagged, numberOf } from '../../domain/cell.ts';
import type { Column, ColumnKind } from '../../domain/column.ts';
import type { ColumnFacts, TableFacts } from '../../domain/table-facts.ts';
import type { NamedColumn } from '../files/column-names.ts';
import type { DuckdbConnection } from './connection.ts';

/** Kinds whose footer bounds are exact; texts may be cut. */
const boundedKinds: readonly ColumnKind[] = ['integer', 'float', 'date', 'timestamp'];

const bound = (which: 'min' | 'max', type: string): string => {
  const value = `TRY_CAST(stats_${which}_value AS ${type})`;
  return `CASE WHEN count(${value}) = count(*) AND coalesce(bool_and(${which}_is_exact), true) THEN ${which}(${value}) END AS ${which}_${type.replaceAll(' ', '_')}`;
};

/**
 * Rows, NULLs and bounds from the footers, in two queries for any number of columns. A fact is given only where every row
 * group of every file states it, as a value of the column's type. What folders say stands before what files hold.
 */
export const parquetFacts = async (
  connection: DuckdbConnection,
  list: string,
  columns: readonly Column[],
  named: readonly NamedColumn[],
  folderKeys: ReadonlySet<string>,
): Promise<TableFacts> => {
  const [total] = await connection.rows(
    `SELECT sum(num_rows)::BIGINT AS n FROM parquet_file_metadata(${list})`,
  );
  const rows = numberOf(total?.n ?? null) ?? 0;
  const types = [
    ...new Set(columns.filter(({ kind }) => boundedKinds.includes(kind)).map(({ sqlType }) => sqlType)),
  ];
  const found = await connection.rows(`
    SELECT path_in_schema AS name, sum(num_values)::BIGINT AS rows,
      CASE WHEN count(stats_null_count) = count(*) THEN sum(stats_null_count)::BIGINT END AS nulls${types.length === 0 ? '' : ','}
      ${types.flatMap((type) => [bound('min', type), bound('max', type)]).join(',\n')}
    FROM parquet_metadata(${list}) GROUP BY path_in_schema`);
  const byPath = new Map(found.map((row) => [row.name, row]));
  const facts = new Map<string, ColumnFacts>();
  for (const [index, column] of columns.entries()) {
    const physicalName = named[index]?.physicalName ?? column.name;
    if (folderKeys.has(physicalName.toLowerCase())) continue;
    const row = byPath.get(physicalName);
    if (row === undefined || numberOf(row.rows ?? null) !== rows) continue;
    const key = column.sqlType.replaceAll(' ', '_');
    facts.set(
      column.name,
      columnFacts(column.kind, row.nulls ?? null, row[`min_${key}`] ?? null, row[`max_${key}`] ?? null),
    );
  }
  return { rows, columns: facts };
};

/** Some writers leave NaN out of the bounds of floats: those bound the numbers only. */
const columnFacts = (kind: ColumnKind, nulls: Cell, low: Cell, high: Cell): ColumnFacts => ({
  ...(typeof nulls === 'number' ? { nulls } : {}),
  ...(isBound(low) && isBound(high) ? boundsOf(kind, low, high) : {}),
});

const boundsOf = (kind: ColumnKind, low: Cell, high: Cell): ColumnFacts =>
  kind === 'float' ? { numbersMin: low, numbersMax: high } : { min: low, max: high };

const isBound = (cell: Cell): boolean => typeof cell === 'number' || isTagged(cell);
