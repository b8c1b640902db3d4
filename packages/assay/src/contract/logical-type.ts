import type { ColumnKind } from '../domain/column.ts';

/** ODCS's types, whatever an engine calls them. */
export type LogicalType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'array'
  | 'object';

/** Values of these types may be kept as text, in the form that the option `format` gives. */
export const isTemporal = (type: LogicalType | undefined): boolean =>
  type === 'date' || type === 'timestamp' || type === 'time';

const byKind: Readonly<Partial<Record<ColumnKind, LogicalType>>> = {
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

/** ODCS's type of what a column holds; undefined for what it has none for. */
export const logicalTypeOf = (kind: ColumnKind): LogicalType | undefined => byKind[kind];
