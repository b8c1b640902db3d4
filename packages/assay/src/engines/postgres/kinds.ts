import type { Column, ColumnKind } from '../../domain/column.ts';

const kinds: Readonly<Record<string, ColumnKind>> = {
  boolean: 'boolean',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'decimal',
  real: 'float',
  'double precision': 'float',
  text: 'text',
  'character varying': 'text',
  character: 'text',
  bpchar: 'text',
  uuid: 'text',
  name: 'text',
  citext: 'text',
  date: 'date',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  json: 'struct',
  jsonb: 'struct',
  bytea: 'binary',
};

/** The kind of a PostgreSQL type by the name `format_type` gives it. */
export const postgresKind = (sqlType: string): ColumnKind =>
  sqlType.endsWith('[]') ? 'list' : (kinds[sqlType.replace(/\(.*?\)/, '')] ?? 'other');

/** A column by its type; of arrays, what they hold. PostgreSQL declares no fields of JSON. */
export const postgresColumn = (name: string, sqlType: string): Column => {
  const column = { name, sqlType, kind: postgresKind(sqlType) };
  return sqlType.endsWith('[]')
    ? { ...column, items: postgresColumn('[]', sqlType.replace(/(\[\])+$/, '')) }
    : column;
};
