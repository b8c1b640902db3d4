import type { Column, ColumnKind } from '../../domain/column.ts';

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

/** ODCS's logical type of a column; undefined for what it has none for. */
export const logicalTypeOf = ({ kind }: Column): string | undefined => logicalTypes[kind];
