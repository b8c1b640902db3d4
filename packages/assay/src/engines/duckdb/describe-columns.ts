import { cellText } from '../../domain/cell.ts';
import type { Column } from '../../domain/column.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbColumn } from './nested-types.ts';

/** The columns of a relation, as the engine describes them. */
export const describeColumns = async (
  connection: DuckdbConnection,
  relation: string,
): Promise<readonly Column[]> => {
  const rows = await connection.rows(`DESCRIBE SELECT * FROM ${relation}`);
  return rows.map((row) =>
    duckdbColumn(cellText(row.column_name ?? null), cellText(row.column_type ?? null)),
  );
};
