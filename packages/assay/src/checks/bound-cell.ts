import type { Cell } from '../domain/cell.ts';
import type { ColumnKind } from '../domain/column.ts';

/** A bound from a contract as a cell of the column's kind: dates are text there. */
export const boundCell = (value: number | string, kind: ColumnKind): Cell => {
  if (typeof value === 'number') return value;
  if (kind === 'date') return { type: 'date', value: value.slice(0, 10) };
  if (kind === 'timestamp') return { type: 'timestamp', value: value.replace(/Z$/, '') };
  if (kind === 'timestamptz') return { type: 'timestamp', value: value.endsWith('Z') ? value : `${value}Z` };
  if (kind === 'time') return { type: 'time', value };
  return { type: 'decimal', value };
};
