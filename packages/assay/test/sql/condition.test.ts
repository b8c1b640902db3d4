import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/domain/cell.ts';
import type { Column } from '../../src/domain/column.ts';
import { duckdbDialect } from '../../src/engines/duckdb/dialect.ts';
import { postgresDialect } from '../../src/engines/postgres/dialect.ts';
import { column, type Expr } from '../../src/sql/expression.ts';
import { parseCondition } from '../../src/sql/parse-condition.ts';
import { printExpr } from '../../src/sql/print.ts';
import { inEveryEngine } from '../conformance/both.ts';
import type { TestTable } from '../support/tables.ts';

const kinds = {
  i: 'integer',
  f: 'float',
  d: 'decimal',
  t: 'text',
  b: 'boolean',
  day: 'date',
  ts: 'timestamp',
  tz: 'timestamptz',
  clock: 'time',
  list: 'list',
  'Mixed Case': 'text',
  Double: 'float',
  DOUBLE: 'float',
} as const;
const columns: readonly Column[] = Object.entries(kinds).map(([name, kind]) => ({
  name,
  kind,
  sqlType: kind,
}));

const condition = (text: string, of: readonly Column[] = columns): Expr => {
  const found = parseCondition(text, of);
  if ('error' in found) throw new Error(`${found.error.message} at ${found.error.offset} of ${text}`);
  return found.expr;
};

describe('the printed text on both dialects', () => {
  test.each([
    [
      'i + 1 > f',
      '((CAST("i" AS HUGEINT) + 1) > CAST("f" AS DOUBLE))',
      '((CAST("i" AS NUMERIC) + 1) > CAST("f" AS DOUBLE PRECISION))',
    ],
    [
      'I % 2 = 0',
      '((CAST("i" AS HUGEINT) % NULLIF(2, 0)) = 0)',
      '((CAST("i" AS NUMERIC) % NULLIF(2, 0)) = 0)',
    ],
    ["t < 'b''c'", `(CAST("t" AS VARCHAR) < 'b''c')`, `((CAST("t" AS TEXT) COLLATE "C") < 'b''c')`],
    ["'a' < 'Z'", `('a' < 'Z')`, `(('a' COLLATE "C") < ('Z' COLLATE "C"))`],
    ["day >= '2024-01-01'", `("day" >= '2024-01-01'::DATE)`, `("day" >= '2024-01-01'::DATE)`],
    [
      "tz > '2024-01-01'",
      `("tz" > '2024-01-01T00:00:00Z'::TIMESTAMPTZ)`,
      `("tz" > '2024-01-01T00:00:00Z'::TIMESTAMPTZ)`,
    ],
    [
      "ts < timestamp '2024-01-01T10:00Z'",
      `("ts" < '2024-01-01T10:00:00'::TIMESTAMP)`,
      `("ts" < '2024-01-01T10:00:00'::TIMESTAMP)`,
    ],
    [
      'd * d > i',
      '((("d" * CAST(1 AS DECIMAL(38, 0))) * ("d" * CAST(1 AS DECIMAL(38, 0)))) > "i")',
      '(("d" * "d") > "i")',
    ],
    ['day < ts', '(CAST("day" AS TIMESTAMP) < "ts")', '(CAST("day" AS TIMESTAMP) < "ts")'],
    [
      'd / 2 > 0.5',
      `((CAST("d" AS DOUBLE) / NULLIF(CAST(2 AS DOUBLE), 0)) > '0.5'::DOUBLE)`,
      `((CAST("d" AS DOUBLE PRECISION) / NULLIF(CAST(2 AS DOUBLE PRECISION), 0)) > '0.5'::DOUBLE PRECISION)`,
    ],
    [
      '"mixed case" not like \'a%\' or b',
      `((NOT (CAST("Mixed Case" AS VARCHAR) LIKE 'a%')) OR "b")`,
      `((NOT ((CAST("Mixed Case" AS TEXT) COLLATE "C") LIKE 'a%' ESCAPE '')) OR "b")`,
    ],
    [
      'round(i) = 1 and list is not null',
      '(("i" = 1) AND ("list" IS NOT NULL))',
      '(("i" = 1) AND ("list" IS NOT NULL))',
    ],
  ])('%s', (text, onDuckdb, onPostgres) => {
    expect(printExpr(condition(text), duckdbDialect)).toBe(onDuckdb);
    expect(printExpr(condition(text), postgresDialect)).toBe(onPostgres);
  });
});

describe('kinds that do not fit are refused with their place', () => {
  test.each([
    ['i', 'a condition is needed; i is a whole number', 0],
    ['i and b', 'a condition is needed; i is a whole number', 0],
    ['dai > 5 and lst = 1', 'there is no column dai: did you mean day?', 0],
    ['b or missing_column = 1', 'there is no column missing_column', 5],
    ["i > '5'", "i is a whole number and '5' is a text: they do not compare", 4],
    ["b = 'true'", "b is a condition and 'true' is a text: they do not compare", 4],
    ["day > 'soon'", "day is a date, and 'soon' cannot be read as one", 6],
    ["clock > '25:00'", "clock is a time of day, and '25:00' cannot be read as one", 8],
    ['t + 1 > 2', '+ takes numbers; t is a text', 0],
    ['1 < ts - ts', '- takes numbers; ts is a timestamp: compare epochSeconds(…) of both', 4],
    ['day + 1 > day', '+ takes numbers; day is a date: dates are only subtracted from dates', 0],
    ['i + null > 1', '+ takes numbers; null is no value', 4],
    ['abs(t) > 1', 'abs takes a number; t is a text', 4],
    ['length(i) > 1', 'length takes a text; i is a whole number', 7],
    ['hour(day) > 1', 'hour takes a timestamp or time; day is a date', 5],
    ["i like 'a%'", 'like takes a text; i is a whole number', 0],
    ['coalesce(i, t) = 1', 'i is a whole number and t is a text: they do not compare', 12],
    ['coalesce(null, null) = 1', 'all of these are null', 9],
    ["i in (1, 'x')", "i is a whole number and 'x' is a text: they do not compare", 9],
    ["i not in (1, -2, 'x')", "i is a whole number and 'x' is a text: they do not compare", 17],
    ["day - 'soon' > 1", "day is a date, and 'soon' cannot be read as one", 6],
    ['double > 1', 'double could be Double or DOUBLE: write one of them exactly', 0],
    ['list = list', 'list is a value only "is null" can ask about', 0],
  ])('%s', (text, message, offset) => {
    const found = parseCondition(text, columns);
    expect('error' in found ? [found.error.message, found.error.offset] : found).toEqual([message, offset]);
  });
});

/** One row of every kind with values where engines are known to differ. */
const edges: TestTable = {
  columns: {
    n: 'integer',
    i: 'integer',
    big: 'integer',
    f: 'float',
    d: 'decimal',
    t: 'text',
    day: 'date',
    ts: 'timestamp',
    tz: 'timestamptz',
    clock: 'time',
    amount: 'decimal',
    share: 'float',
  },
  rows: [
    [
      0,
      7,
      { type: 'bigint', value: '9007199254740993' },
      1.005,
      '2.675',
      'Straße',
      '2024-02-29',
      '2024-02-29 23:59:58.5',
      '2024-02-29 23:59:58Z',
      '10:30:00',
      '1000001',
      { type: 'float', value: '9.289235575413227' },
    ],
    [1, null, null, null, null, null, 'infinity', null, null, null, null, null],
  ],
};

const truths: readonly (readonly [string, boolean | null])[] = [
  ['big = 9007199254740993', true],
  ['big = 9007199254740992', false],
  ['big * big * 9 > 0', true],
  ['9223372036854775807 + big > 9223372036854775807', true],
  ['2147483647 + 1 = 2147483648', true],
  ['round(f, 2) = 1', true],
  ['round(d, 2) = 2.68', true],
  ['round(2.5) = 3 and round(-2.5) = -3', true],
  ['round(f * 2.5) = 3', true],
  ['d = 2.675', true],
  ['i / 2 = 3.5', true],
  ['i / 0 is null and i % 0 is null and f % 0 is null', true],
  ['-7 % 3 = -1 and abs(f % 0.5 - 0.005) < 0.000001', true],
  ['ln(0) is null and sqrt(-1) is null and abs(ln(exp(1)) - 1) < 1e-12', true],
  ['power(0, -1) is null and power(-8, 1 / 3) is null and power(2, 10) = 1024 and power(-2, 3) = -8', true],
  ['exp(1000) > 1e308 and exp(-1000) = 0', true],
  ['length(t) = 6 and upper(trim(t)) is not null', true],
  ["t > 'Str' and t < 'a' and 'Z' < 'a'", true],
  ['year(day) = 2024 and month(day) = 2 and day(day) = 29 and dayOfWeek(day) = 4', true],
  ['hour(ts) = 23 and hour(tz) = 23 and minute(tz) = 59 and hour(clock) = 10', true],
  ['epochSeconds(ts) - epochSeconds(day) = 86398.5', true],
  ["epochSeconds(tz) = epochSeconds(timestamp '2024-02-29T23:59:58Z')", true],
  ["ts > tz and day < ts and tz >= '2024-02-29' and clock between '10:00' and '11:00'", true],
  ["date '2024-03-01' - day = 1 and '2024-03-01' - day = 1 and day - '2024-02-28' = 1", true],
  ['coalesce(round(d, 0), 0.25) = 3 and coalesce(nullif(round(d, 0), 3), 0.25) = 0.25', true],
  ['greatest(d, 0.5) = 2.675 and least(round(amount, 0), d, 5) = 2.675 and coalesce(d, i) = 2.675', true],
  ['amount * amount = 1000002000001.000000 and amount + 999999999000.5 > amount', true],
  ['share = 9.289235575413227 and share > 9.289235575413225 and share < 1.234e300', true],
  ['round(share * 1e300, 15) = share * 1e300', true],
  ["coalesce(day, '2020-01-01') = '2024-02-29' and least(ts, '9999-12-31') = ts", true],
  ["lower(t) = lower(least(t, 'x')) or lower(t) > upper(t)", true],
  ["upper(t) = 'STRAẞE' and lower(upper(t)) = 'straße'", true],
  ['i in (7, null)', true],
  ['i in (8, null)', null],
  ['i not in (8, null)', null],
  ['i is null or i > 3', true],
  ["t like '%ß_' and not (t like 'str%')", true],
  ['nullif(i, 7) is null and coalesce(null, i) = 7 and least(i, null, 3) = 3 and greatest(f, i) = 7', true],
];

const { ask } = inEveryEngine({ edges });

const answers = async (text: string): Promise<readonly (readonly Row[string][])[]> => {
  const rows = await ask('edges', (from, of) => ({
    columns: { answer: condition(text, of) },
    from,
    orderBy: [{ by: column('n') }],
  }));
  return rows.map((own) => own.map(({ answer = null }) => answer));
};

describe('one meaning on every engine', () => {
  test.each(truths)('%s is %s', async (text, truth) => {
    expect((await answers(text)).map(([first]) => first)).toEqual([truth, truth]);
  });

  test.each(['year(day) is null', "day - date '2024-01-01' is null", 'epochSeconds(day) is null'])(
    'an infinite day has no year, and is no number of days away: %s',
    async (text) => {
      expect(await answers(text)).toEqual([
        [false, true],
        [false, true],
      ]);
    },
  );
});
