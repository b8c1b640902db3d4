import type { ColumnKind } from '../../../domain/column.ts';
import { type CellType, cellPatterns, declaredBooleanPattern } from '../../files/csv/cell-syntax.ts';

/** How a column of text becomes typed. */
export interface Target {
  readonly type: CellType | 'list' | 'struct';
  /** Formats of strptime, of which one reads a cell, for dates and times that are not ISO 8601. */
  readonly formats?: readonly string[];
  /** Declared by a contract: its cells are kept where they do not cast. */
  readonly declared: boolean;
}

interface Sql {
  readonly sqlType: string;
  readonly kind: ColumnKind;
}

const types: Readonly<Record<Target['type'], Sql>> = {
  boolean: { sqlType: 'BOOLEAN', kind: 'boolean' },
  integer: { sqlType: 'BIGINT', kind: 'integer' },
  hugeInteger: { sqlType: 'HUGEINT', kind: 'integer' },
  number: { sqlType: 'DOUBLE', kind: 'float' },
  date: { sqlType: 'DATE', kind: 'date' },
  timestamp: { sqlType: 'TIMESTAMP', kind: 'timestamp' },
  timestamptz: { sqlType: 'TIMESTAMP WITH TIME ZONE', kind: 'timestamptz' },
  time: { sqlType: 'TIME', kind: 'time' },
  text: { sqlType: 'VARCHAR', kind: 'text' },
  list: { sqlType: 'VARCHAR[]', kind: 'list' },
  struct: { sqlType: 'JSON', kind: 'struct' },
};
export const sqlOf = (target: Target): Sql => types[target.type];

type How = 'strict' | 'lenient';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Text that is equal to how DuckDB prints the value needs no pattern: that is nearly all text, and cheap to see. */
const printedAlike: Readonly<Partial<Record<Target['type'], (text: string, value: string) => string>>> = {
  integer: (text, value) => `CAST(${value} AS VARCHAR) = ${text}`,
  hugeInteger: (text, value) => `CAST(${value} AS VARCHAR) = ${text}`,
  number: (text, value) => `isfinite(${value}) AND NOT contains(${text}, '_')`,
  boolean: (text, value) => `CAST(${value} AS VARCHAR) = lower(${text})`,
  date: (text, value) => `CAST(${value} AS VARCHAR) = ${text}`,
  timestamp: (text, value) => `CAST(${value} AS VARCHAR) = replace(${text}, 'T', ' ')`,
};

const patternOf = ({ type, declared }: Target): string =>
  type === 'boolean' && declared
    ? declaredBooleanPattern
    : type === 'number'
      ? ' *[+-]?(?:[nN][aA][nN]|[iI][nN][fF]|[iI][nN][fF][iI][nN][iI][tT][yY]) *'
      : cellPatterns[type as keyof typeof cellPatterns];

/** What never casts and is NULL only for NULL. */
const failing = (text: string, sqlType: string): string => `CAST('?' || ${text} AS ${sqlType})`;

/**
 * The value of a cell. DuckDB's own casts take more than a cell may hold (1.5 as an integer is 2, `2020-01-05x` is a date,
 * a time zone is dropped), so what they accept is compared with how the type is written. Strict casts throw, lenient ones
 * give NULL; lists and structs are always lenient.
 */
export const castSql = (text: string, target: Target, how: How): string => {
  const { sqlType } = types[target.type];
  if (target.type === 'text') return text;
  const value =
    target.formats === undefined
      ? `TRY_CAST(${text} AS ${sqlType})`
      : `CAST(try_strptime(${text}, [${target.formats.map(quoted).join(', ')}]) AS ${sqlType})`;
  const otherwise = how === 'strict' ? ` ELSE ${failing(text, sqlType)}` : '';
  if (target.type === 'struct') return value;
  if (target.type === 'list') return `TRY_CAST(TRY_CAST(${text} AS JSON) AS VARCHAR[])`;
  if (target.formats !== undefined)
    return how === 'lenient' ? value : `CASE WHEN ${value} IS NOT NULL THEN ${value}${otherwise} END`;
  const alike = printedAlike[target.type]?.(text, value);
  const whens = [
    ...(alike === undefined ? [] : [`WHEN ${alike} THEN ${value}`]),
    `WHEN ${value} IS NOT NULL AND regexp_full_match(${text}, ${quoted(patternOf(target))}) THEN ${value}`,
  ];
  return `CASE ${whens.join(' ')}${otherwise} END`;
};

/** The cast of cells that are known to be written as the type demands. */
export const plainCastSql = (text: string, target: Target): string =>
  target.type === 'text'
    ? text
    : target.formats === undefined
      ? `CAST(${text} AS ${types[target.type].sqlType})`
      : castSql(text, target, 'strict');
