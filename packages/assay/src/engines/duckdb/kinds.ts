import type { ColumnKind } from '../../domain/column.ts';

const kinds: Readonly<Record<string, ColumnKind>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
  HUGEINT: 'integer',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  UINTEGER: 'integer',
  UBIGINT: 'integer',
  UHUGEINT: 'integer',
  FLOAT: 'float',
  DOUBLE: 'float',
  VARCHAR: 'text',
  UUID: 'text',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  TIME: 'time',
  TIME_NS: 'time',
  BLOB: 'binary',
  JSON: 'struct',
};

/** The kind of a DuckDB type by the name DESCRIBE gives it. */
export const duckdbKind = (sqlType: string): ColumnKind => {
  if (sqlType.endsWith(']')) return 'list';
  if (sqlType.startsWith('STRUCT(') || sqlType.startsWith('MAP(')) return 'struct';
  if (sqlType.startsWith('DECIMAL(')) return 'decimal';
  if (sqlType.startsWith('ENUM(')) return 'text';
  return kinds[sqlType] ?? 'other';
};
