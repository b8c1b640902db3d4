import { type Cell, cellText, isTagged } from '../../domain/cell.ts';
import type { ColumnKind } from '../../domain/column.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { withEra } from '../../sql/far-years.ts';
import { digits, lowerLetters, upperLetters } from '../../sql/letters.ts';
import { portablePattern } from '../../sql/pattern.ts';
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

/** The zone comes before the era. */
const timestampLiteral = (iso: string): string => {
  const zoned = iso.endsWith('Z');
  const plain = zoned ? iso.slice(0, -1) : iso;
  const text = withEra(plain, '(BC)');
  if (text === plain) return `${quoteText(iso)}::${zoned ? 'TIMESTAMPTZ' : 'TIMESTAMP'}`;
  return zoned ? `(${quoteText(text)}::TIMESTAMP AT TIME ZONE 'UTC')` : `${quoteText(text)}::TIMESTAMP`;
};

/** No wider than it must be: DuckDB 1.5 rounds decimals to fewer places where two types together need over 38 digits. */
const decimalLiteral = (text: string): string => {
  const [whole = '', fraction = ''] = text.replace(/^-?0*/, '').split('.');
  const scale = Math.min(37, fraction.length);
  return `${quoteText(text)}::DECIMAL(${Math.min(38, Math.max(1, whole.length + scale))}, ${scale})`;
};

const literal = (value: Cell): string => {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
    return `${quoteText(cellText(value))}::DOUBLE`;
  }
  if (!isTagged(value)) return quoteText(value);
  switch (value.type) {
    case 'bigint':
      return `${quoteText(value.value)}::HUGEINT`;
    case 'decimal':
      return decimalLiteral(value.value);
    case 'float':
      return `${quoteText(value.value)}::DOUBLE`;
    case 'date':
      return `${quoteText(withEra(value.value, '(BC)'))}::DATE`;
    case 'timestamp':
      return timestampLiteral(value.value);
    case 'time':
      return `${quoteText(value.value)}::TIME`;
  }
};

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
    abs: (x) => `abs(${x})`,
    round: (x, digits = '0') => `round(${x}, ${digits})`,
    floor: (x) => `floor(${x})`,
    ceil: (x) => `ceil(${x})`,
    ln: (x) => `CASE WHEN ${x} > 0 THEN ln(${x}) END`,
    exp: (x) => `exp(${x})`,
    sqrt: (x) => `CASE WHEN ${x} >= 0 THEN sqrt(${x}) END`,
    power: (x, y) =>
      `CASE WHEN NOT ((${x} = 0 AND ${y} < 0) OR (${x} < 0 AND ${y} <> floor(${y}))) THEN power(${x}, ${y}) END`,
    sign: (x) => `sign(${x})`,
    least: (...args) => `least(${args.join(', ')})`,
    greatest: (...args) => `greatest(${args.join(', ')})`,
    isNaN: (x) => `isnan(${x})`,
    isFinite: (x) => `isfinite(${x})`,
    coalesce: (...args) => `coalesce(${args.join(', ')})`,
    nullIf: (x, y) => `nullif(${x}, ${y})`,
    length: (x) => `length(${x})`,
    lower: (x) => `lower(${x})`,
    upper: (x) => `upper(${x})`,
    trim: (x) => `trim(${x}, E' \\t\\n\\r')`,
    collapseSpace: (x) => `regexp_replace(${x}, '[ \\t\\n\\r]+', ' ', 'g')`,
    composeUnicode: (x) => `nfc_normalize(${x})`,
    concat: (...args) => `(${args.join(' || ')})`,
    startsWith: (x, prefix) => `starts_with(${x}, ${prefix})`,
    contains: (x, part) => `contains(${x}, ${part})`,
    substring: (x, from, length) => `substring(${x}, ${from}, ${length})`,
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
    moduloDouble: (x, y) => `(${x} - ${y} * trunc(${x} / NULLIF(${y}, 0)))`,
    daysBetween: (later, earlier) =>
      `CASE WHEN isfinite(${later}) AND isfinite(${earlier}) THEN ${later} - ${earlier} END`,
    belowZero: (x) => `CAST(signbit(${x}) AS INTEGER)`,
    byCodePoint: (x) => x,
    listLength: (x) => `len(${x})`,
    listDistinctLength: (x) => `(len(list_distinct(${x})) + CAST(len(${x}) > list_count(${x}) AS BIGINT))`,
    itemsOf: (x) => `unnest(${x})`,
    fieldCount: (x) =>
      `len(list_filter(json_extract(to_json(${x}), '$.*'), lambda field: json_type(field) <> 'NULL'))`,
    hasField: (x, name) =>
      `(coalesce(json_type(to_json(${x}), '/' || replace(replace(${name}, '~', '~0'), '/', '~1')), 'NULL') <> 'NULL')`,
    hash: (x) => `hash(${x})`,
    hashRegister: (hash) => `CAST(${hash} & 2047 AS SMALLINT)`,
    hashRest: (hash) => `(${hash} >> 11)`,
    shape: (x) =>
      `regexp_replace(regexp_replace(regexp_replace(${x}, '[${upperLetters}]', 'A', 'g'), '[${lowerLetters}]', 'a', 'g'), '[${digits}]', '9', 'g')`,
  },
  aggregates: {
    count: (x) => `count(${x})`,
    countAll: () => 'count(*)',
    countIf: (condition) => `coalesce(count_if(${condition}), 0)`,
    sum: (x) => `sum(${x})`,
    min: (x) => `min(${x})`,
    max: (x) => `max(${x})`,
    mean: (x) => `avg(${x})`,
    variancePopulation: (x) => `var_pop(${x})`,
    countDistinct: (x) => `count(DISTINCT ${x})`,
    covariancePopulation: (x, y) => `covar_pop(${x}, ${y})`,
    quantileExact: (x, q) => `quantile_cont(${x}, ${q})`,
    largest: (x, n) => `CAST(max(CAST(${x} AS DOUBLE), ${n}) AS VARCHAR)`,
    smallest: (x, n) => `CAST(min(CAST(${x} AS DOUBLE), ${n}) AS VARCHAR)`,
    any: (x) => `any_value(${x})`,
    boolAnd: (x) => `bool_and(${x})`,
    boolOr: (x) => `bool_or(${x})`,
  },
  windows: {
    lag: (x) => `lag(${x})`,
    lead: (x) => `lead(${x})`,
    rowNumber: () => 'row_number()',
    lagInSource: (x) => `lag(${x})`,
    rowNumberInSource: () => 'row_number()',
    count: (x = '*') => `count(${x})`,
    sum: (x) => `sum(${x})`,
    min: (x) => `min(${x})`,
    max: (x) => `max(${x})`,
  },
};
