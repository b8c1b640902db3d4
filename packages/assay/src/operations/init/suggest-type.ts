import type { ColumnKind } from '../../domain/column.ts';

const logicalTypes: Readonly<Partial<Record<ColumnKind, string>>> = {
  boolean: 'boolean',
  integer: 'integer',
  decimal: 'number',
  float: 'number',
  text: 'string',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  time: 'time',
  list: 'array',
  struct: 'object',
};

/** ODCS's logical type of a column. What has none is a string to it. */
export const logicalTypeOf = (kind: ColumnKind): string => logicalTypes[kind] ?? 'string';
