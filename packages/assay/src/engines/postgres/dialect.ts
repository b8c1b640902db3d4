import type { ColumnKind } from '../../domain/column.ts';
import { type Dialect, lacks, Unsupported } from '../../sql/dialect.ts';
import { digits, lowerLetters, upperLetters } from '../../sql/letters.ts';
import { portablePattern } from '../../sql/pattern.ts';
import { commonAggregates, commonFunctions, commonWindows } from '../common-functions.ts';
import { literalPrinter } from '../literals.ts';
import { areSyntax } from './pattern-syntax.ts';

/** Backslashes are plain in standard strings; NUL cannot be stored in PostgreSQL at all. */
const quoteText = (value: string): string => {
  if (value.includes('\0')) throw new Unsupported('PostgreSQL text cannot hold the NUL character');
  return `'${value.replaceAll("'", "''")}'`;
};

const types: Record<ColumnKind, string> = {
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  decimal: 'NUMERIC',
  float: 'DOUBLE PRECISION',
  text: 'TEXT',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMPTZ',
  time: 'TIME',
  list: 'TEXT[]',
  struct: 'JSONB',
  binary: 'BYTEA',
  other: 'TEXT',
};

const literal = literalPrinter({
  text: quoteText,
  decimal: (digits) => `${quoteText(digits)}::NUMERIC`,
  wideInteger: 'NUMERIC',
  types,
  era: 'BC',
});

const longestIdentifier = 63;

const identifier = (name: string): string => {
  if (name.includes('\0')) throw new Unsupported('a PostgreSQL identifier cannot hold the NUL character');
  if (new TextEncoder().encode(name).length > longestIdentifier) {
    throw new Unsupported(
      `a PostgreSQL identifier ends after ${longestIdentifier} bytes: ${name.slice(0, 40)}…`,
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
};

const firstOf = (x: string, order: 'ASC' | 'DESC', n = '1'): string =>
  `array_to_string((array_agg(CAST(${x} AS DOUBLE PRECISION) ORDER BY ${x} ${order}) FILTER (WHERE ${x} IS NOT NULL))[1:${n}], ',')`;

/** PostgreSQL adds 32-bit floats up in 32 bits; times 1 they are doubles, and every other number is what it was. */
const sumOf = (x: string): string => `sum(${x} * 1)`;

/** The hash of PostgreSQL's own operators: equal values have equal hashes, -0 and 0, 1.5 and 1.50 too. */
const hashOf = (x: string): string => `hash_record_extended(ROW(${x}), 0)`;

/** ISO 8601 has a year 0, which PostgreSQL calls -1. */
const astronomicalYear = (year: string): string => `(${year} + CAST(${year} < 0 AS INTEGER))`;

/** PostgreSQL refuses results of exp beyond what a double holds; other engines answer infinity or zero. */
const saturatingExp = (x: string): string =>
  `CASE WHEN ${x} BETWEEN -745.13 AND 709.782712893384 THEN exp(${x}) WHEN ${x} < 0 THEN 0 ELSE ${x} + CAST('Infinity' AS DOUBLE PRECISION) END`;

/** Two texts of different collations do not compare: what comes out has the one of all texts. */
const cased = (fn: 'lower' | 'upper', x: string, collation: string): string =>
  `(${fn}(${x} COLLATE ${collation}) COLLATE "C")`;

/** Doubles too large to be moved by the digits are whole already; PostgreSQL refuses what overflows. */
const roundedDouble = (x: string, scale: string): string =>
  `CASE WHEN abs(${x}) <= 1.7976931348623157e308 / ${scale} THEN CAST(round(CAST(CAST(${x} * ${scale} AS TEXT) AS NUMERIC)) AS DOUBLE PRECISION) / ${scale} ELSE ${x} END`;

export const postgresDialect: Dialect = {
  id: 'postgres',
  identifier,
  literal,
  types,
  cast: (arg, type) => `CAST(${arg} AS ${type})`,
  lenientCast: (arg, to) =>
    `CASE WHEN pg_input_is_valid(CAST(${arg} AS TEXT), ${quoteText(types[to].toLowerCase())}) THEN CAST(CAST(${arg} AS TEXT) AS ${types[to]}) END`,
  matches: (arg, pattern) => `(${arg} ~ ${quoteText(portablePattern(pattern, areSyntax))})`,
  like: (arg, pattern) => `(${arg} LIKE ${pattern} ESCAPE '')`,
  field: (of, name) => `(${of} ->> ${quoteText(name)})`,
  hashName: 'postgres-hash-record-extended/0',
  functions: {
    ...commonFunctions,
    round: (x, digits = '0') => `round(CAST(${x} AS NUMERIC), ${digits})`,
    ln: (x) => `CASE WHEN ${x} > 0 THEN ln(CAST(${x} AS DOUBLE PRECISION)) END`,
    exp: (x) => saturatingExp(`CAST(${x} AS DOUBLE PRECISION)`),
    sqrt: (x) => `CASE WHEN ${x} >= 0 THEN sqrt(CAST(${x} AS DOUBLE PRECISION)) END`,
    power: (x, y) =>
      `CASE WHEN NOT ((${x} = 0 AND ${y} < 0) OR (${x} < 0 AND ${y} <> floor(${y}))) THEN power(CAST(${x} AS DOUBLE PRECISION), ${y}) END`,
    isNaN: (x) => `(CAST(${x} AS DOUBLE PRECISION) = 'NaN')`,
    isFinite: (x) => `(CAST(${x} AS DOUBLE PRECISION) NOT IN ('NaN', 'Infinity', '-Infinity'))`,
    lower: (x) => cased('lower', x, '"default"'),
    upper: (x) => cased('upper', x, '"default"'),
    trim: (x) => `btrim(${x}, E' \\t\\n\\r')`,
    composeUnicode: (x) => `normalize(${x}, NFC)`,
    contains: (x, part) => `(strpos(${x}, ${part}) > 0)`,
    epochSeconds: (x) =>
      `CAST(NULLIF(NULLIF(extract(epoch FROM ${x}), 'Infinity'), '-Infinity') AS DOUBLE PRECISION)`,
    year: (x) =>
      astronomicalYear(`CAST(NULLIF(NULLIF(extract(year FROM ${x}), 'Infinity'), '-Infinity') AS BIGINT)`),
    month: (x) => `CAST(extract(month FROM ${x}) AS BIGINT)`,
    day: (x) => `CAST(extract(day FROM ${x}) AS BIGINT)`,
    hour: (x) => `CAST(extract(hour FROM ${x}) AS BIGINT)`,
    minute: (x) => `CAST(extract(minute FROM ${x}) AS BIGINT)`,
    second: (x) => `CAST(floor(extract(second FROM ${x})) AS BIGINT)`,
    dayOfWeek: (x) => `CAST(extract(isodow FROM ${x}) AS BIGINT)`,
    addSeconds: (x, seconds) => `(${x} + ${seconds} * INTERVAL '1 second')`,
    toText: (x) => `CAST(${x} AS TEXT)`,
    toDouble: (x) => `CAST(${x} AS DOUBLE PRECISION)`,
    exactInteger: (x) => `CAST(${x} AS NUMERIC)`,
    exactDecimal: (x) => x,
    decimalZero: () => '0',
    unscaled: (x) => `CAST(replace(CAST(${x} AS TEXT), '.', '') AS NUMERIC)`,
    roundDouble: (x, digits = '0') => roundedDouble(x, `CAST(1e${digits} AS DOUBLE PRECISION)`),
    belowZero: (x) => `CAST(${x} < 0 AS INTEGER)`,
    byCodePoint: (x) => `(${x} COLLATE "C")`,
    listLength: (x) => `cardinality(${x})`,
    listDistinctLength: (x) =>
      `CASE WHEN ${x} IS NOT NULL THEN (SELECT count(*) FROM (SELECT DISTINCT unnest(${x})) AS items) END`,
    fieldCount: (x) =>
      `CASE WHEN ${x} IS NOT NULL THEN (SELECT count(*) FROM jsonb_each(CAST(${x} AS JSONB)) WHERE value <> 'null') END`,
    hasField: (x, name) => `(COALESCE(CAST(${x} AS JSONB) -> ${name}, 'null') <> 'null')`,
    hash: hashOf,
    pseudonym: lacks('pseudonyms are made where files are read'),
    hashOfRow: lacks('rows are compared where files are read'),
    hashRegister: (hash) => `CAST(${hash} & 2047 AS INTEGER)`,
    hashRest: (hash) => `((${hash} >> 11) & 9007199254740991)`,
    shape: (x) =>
      `translate(${x}, '${upperLetters}${lowerLetters}${digits}', '${'A'.repeat(upperLetters.length)}${'a'.repeat(lowerLetters.length)}${'9'.repeat(digits.length)}')`,
  },
  aggregates: {
    ...commonAggregates,
    countIf: (condition) => `count(*) FILTER (WHERE ${condition})`,
    sum: sumOf,
    mean: (x) => `avg(CAST(${x} AS DOUBLE PRECISION))`,
    variancePopulation: (x) => `var_pop(CAST(${x} AS DOUBLE PRECISION))`,
    covariancePopulation: (x, y) =>
      `covar_pop(CAST(${y} AS DOUBLE PRECISION), CAST(${x} AS DOUBLE PRECISION))`,
    quantileExact: (x, q) => `percentile_cont(${q}) WITHIN GROUP (ORDER BY CAST(${x} AS DOUBLE PRECISION))`,
    largest: (x, n) => firstOf(x, 'DESC', n),
    smallest: (x, n) => firstOf(x, 'ASC', n),
    any: (x) => `(array_agg(${x}))[1]`,
  },
  windows: {
    ...commonWindows,
    lagInSource: lacks('a PostgreSQL table has no order of rows'),
    rowNumberInSource: lacks('a PostgreSQL table has no order of rows'),
    sum: sumOf,
  },
};

/**
 * The dialect of one server. Letters beyond ASCII have cases only in a collation that knows them: `pg_c_utf8` (from
 * PostgreSQL 17) maps as Unicode's simple mapping does, ICU's root collation nearly so. DuckDB's upper case of ß is ẞ.
 */
export const postgresDialectWith = (collation: string | undefined): Dialect => {
  if (collation === undefined) return postgresDialect;
  const named = `pg_catalog.${identifier(collation)}`;
  return {
    ...postgresDialect,
    functions: {
      ...postgresDialect.functions,
      lower: (x) => cased('lower', x, named),
      upper: (x) => cased('upper', `replace(${x}, 'ß', 'ẞ')`, named),
    },
  };
};
