import type { ColumnKind } from '../../domain/column.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { digits, lowerLetters, upperLetters } from '../../sql/letters.ts';
import { portablePattern } from '../../sql/pattern.ts';
import { commonAggregates, commonFunctions, commonWindows } from '../common-functions.ts';
import { literalPrinter } from '../literals.ts';
import { re2Syntax } from './pattern-syntax.ts';

const quoteText = (value: string): string =>
  value.includes('\0')
    ? `(${value
        .split('\0')
        .map((part) => quoteText(part))
        .join(' || chr(0) || ')})`
    : `'${value.replaceAll("'", "''")}'`;

const types: Record<ColumnKind, string> = {
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  decimal: 'DECIMAL(38, 10)',
  float: 'DOUBLE',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMPTZ',
  time: 'TIME',
  list: 'VARCHAR[]',
  struct: 'JSON',
  binary: 'BLOB',
  other: 'VARCHAR',
};

/** No wider than it must be: DuckDB 1.5 rounds decimals to fewer places where two types together need over 38 digits. */
const decimalLiteral = (text: string): string => {
  const [whole = '', fraction = ''] = text.replace(/^-?0*/, '').split('.');
  const scale = Math.min(37, fraction.length);
  return `${quoteText(text)}::DECIMAL(${Math.min(38, Math.max(1, whole.length + scale))}, ${scale})`;
};

const literal = literalPrinter({
  text: quoteText,
  decimal: decimalLiteral,
  wideInteger: 'HUGEINT',
  types,
  era: '(BC)',
});

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const duckdbDialect: Dialect = {
  id: 'duckdb',
  identifier,
  literal,
  types,
  cast: (arg, type) => `CAST(${arg} AS ${type})`,
  lenientCast: (arg, to) => `TRY_CAST(${arg} AS ${types[to]})`,
  matches: (arg, pattern) => `regexp_matches(${arg}, ${quoteText(portablePattern(pattern, re2Syntax))})`,
  like: (arg, pattern) => `(${arg} LIKE ${pattern})`,
  field: (of, name) => `${of}[${quoteText(name)}]`,
  hashName: 'duckdb-hash/1.5',
  functions: {
    ...commonFunctions,
    round: (x, digits = '0') => `round(${x}, ${digits})`,
    ln: (x) => `CASE WHEN ${x} > 0 THEN ln(${x}) END`,
    exp: (x) => `exp(${x})`,
    sqrt: (x) => `CASE WHEN ${x} >= 0 THEN sqrt(${x}) END`,
    power: (x, y) =>
      `CASE WHEN NOT ((${x} = 0 AND ${y} < 0) OR (${x} < 0 AND ${y} <> floor(${y}))) THEN power(${x}, ${y}) END`,
    isNaN: (x) => `isnan(${x})`,
    isFinite: (x) => `isfinite(${x})`,
    lower: (x) => `lower(${x})`,
    upper: (x) => `upper(${x})`,
    trim: (x) => `trim(${x}, E' \\t\\n\\r')`,
    composeUnicode: (x) => `nfc_normalize(${x})`,
    contains: (x, part) => `contains(${x}, ${part})`,
    epochSeconds: (x) => `(epoch_us(${x}::TIMESTAMP) / 1000000.0)`,
    year: (x) => `year(CAST(${x} AS DATE))`,
    month: (x) => `month(${x})`,
    day: (x) => `day(${x})`,
    hour: (x) => `hour(${x})`,
    minute: (x) => `minute(${x})`,
    second: (x) => `second(${x})`,
    dayOfWeek: (x) => `isodow(${x})`,
    addSeconds: (x, seconds) =>
      `(${x} + to_microseconds(CAST(CAST(${seconds} AS DOUBLE) * 1000000 AS BIGINT)))`,
    toText: (x) => `CAST(${x} AS VARCHAR)`,
    toDouble: (x) => `CAST(${x} AS DOUBLE)`,
    exactInteger: (x) => `CAST(${x} AS HUGEINT)`,
    exactDecimal: (x) => `(${x} * CAST(1 AS DECIMAL(38, 0)))`,
    decimalZero: (x) => `coalesce(${x} - ${x}, 0)`,
    unscaled: (x) => `CAST(replace(CAST(${x} AS VARCHAR), '.', '') AS HUGEINT)`,
    roundDouble: (x, digits = '0') => `round(${x}, ${digits})`,
    belowZero: (x) => `CAST(signbit(${x}) AS INTEGER)`,
    byCodePoint: (x) => x,
    listLength: (x) => `len(${x})`,
    listDistinctLength: (x) => `(len(list_distinct(${x})) + CAST(len(${x}) > list_count(${x}) AS BIGINT))`,
    fieldCount: (x) =>
      `len(list_filter(json_extract(to_json(${x}), '$.*'), lambda field: json_type(field) <> 'NULL'))`,
    hasField: (x, name) =>
      `(coalesce(json_type(to_json(${x}), '/' || replace(replace(${name}, '~', '~0'), '/', '~1')), 'NULL') <> 'NULL')`,
    hash: (x) => `hash(${x})`,
    pseudonym: (x) =>
      `('p_' || left(sha256(getvariable('assay_outer') || unhex(sha256(getvariable('assay_inner') || encode(${x})))), 32))`,
    hashOfRow: (...values) => `hash(${values.join(', ')})`,
    hashRegister: (hash) => `CAST(${hash} & 2047 AS SMALLINT)`,
    hashRest: (hash) => `(${hash} >> 11)`,
    shape: (x) =>
      `regexp_replace(regexp_replace(regexp_replace(${x}, '[${upperLetters}]', 'A', 'g'), '[${lowerLetters}]', 'a', 'g'), '[${digits}]', '9', 'g')`,
  },
  aggregates: {
    ...commonAggregates,
    countIf: (condition) => `coalesce(count_if(${condition}), 0)`,
    sum: (x) => `sum(${x})`,
    mean: (x) => `avg(${x})`,
    variancePopulation: (x) => `var_pop(${x})`,
    covariancePopulation: (x, y) => `covar_pop(${x}, ${y})`,
    quantileExact: (x, q) => `quantile_cont(${x}, ${q})`,
    largest: (x, n) => `CAST(max(CAST(${x} AS DOUBLE), ${n}) AS VARCHAR)`,
    smallest: (x, n) => `CAST(min(CAST(${x} AS DOUBLE), ${n}) AS VARCHAR)`,
    any: (x) => `any_value(${x})`,
  },
  windows: {
    ...commonWindows,
    lagInSource: (x) => `lag(${x})`,
    rowNumberInSource: () => 'row_number()',
    sum: (x) => `sum(${x})`,
  },
};
