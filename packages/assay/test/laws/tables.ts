import fc from 'fast-check';
import { type Cell, floatCell, integerCell } from '../../src/domain/cell.ts';
import type { ColumnKind } from '../../src/domain/column.ts';

/** The random tables of the laws, all rows of all tables in one: `t` says which table, `p` which part of it, `row` the order. */
export const lawColumns = {
  t: 'integer',
  p: 'integer',
  row: 'integer',
  int: 'integer',
  few: 'integer',
  dec: 'decimal',
  /** With NaN, infinities and negative zero. */
  odd: 'float',
  /** Finite; some tables far from zero. */
  x: 'float',
  /** Finite, related to `x`. */
  y: 'float',
  txt: 'text',
  /** Texts that look like numbers, dates, booleans. */
  typed: 'text',
  flag: 'boolean',
  day: 'date',
  at: 'timestamp',
  zoned: 'timestamptz',
  /** Never falls from row to row: steps of tenths of seconds, gaps, repeats; in some tables with NULL. */
  tick: 'timestamp',
} as const satisfies Record<string, ColumnKind>;

export type LawRow = Readonly<Record<keyof typeof lawColumns, Cell>>;

/** Tables asked one by one, the empty one first; the others only per group. */
export const aloneTables = 12;
export const tableCount = 220;
export const seed = 20_260_101;

const integers = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((value): Cell => value),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map(integerCell),
  fc.constantFrom<Cell>(integerCell(2n ** 53n), integerCell(2n ** 53n + 1n), integerCell(-(2n ** 53n) - 1n)),
);

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 9_999_999_999 }))
  .map(
    ([whole, fraction]): Cell => ({
      type: 'decimal',
      value: `${whole}.${String(fraction).padStart(10, '0')}`,
    }),
  );
const smallDecimals = fc
  .integer({ min: -300, max: 300 })
  .map((value): Cell => ({ type: 'decimal', value: (value / 100).toFixed(2) }));

/** Powers of smaller numbers underflow. */
const notTiny = (value: number): number => (Math.abs(value) < 1e-6 ? 0 : value);
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(notTiny);
const oddFloats = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(-0, 0, 1, -1, 0.1, 31.0, 1e-7) },
  { weight: 3, arbitrary: finite },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
  { weight: 1, arbitrary: fc.double({ min: -1e60, max: 1e60, noNaN: true }).map(notTiny) },
);

const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\t\n',
    'a',
    'A',
    'ab',
    'Ab9',
    '  a ',
    '0',
    'ß',
    'Ä',
    'é',
    'e\u0301',
    '😀',
    '👩‍🚀',
    "O'Brien",
    'x"y',
    '\\',
    '%_',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll('\0', '')),
  fc.string({ unit: 'binary', maxLength: 5 }).map((text) => text.replaceAll('\0', '').toWellFormed()),
);

const typedTexts = fc.oneof(
  fc.constantFrom(
    '1',
    '-17',
    '+3',
    '0012',
    '1.5',
    '-.5',
    '2.',
    '1e5',
    '1E-3',
    '.',
    'e5',
    '1,5',
    'true',
    'False',
    'TRUE',
    't',
    'yes',
    'NaN',
  ),
  fc.constantFrom(
    '2024-02-29',
    '2023-02-29',
    '2024-13-01',
    '2024-1-1',
    '2024-02-29T12:00:00',
    '2024-02-29 12:00',
    '2024-02-29T12:00:00.123Z',
  ),
  fc.constantFrom(
    '2024-02-29T25:00:00',
    '2024-02-29T12:00:00+01:00',
    'today',
    'infinity',
    '',
    ' 1',
    '1 ',
    'abc',
  ),
  fc.integer().map(String),
);

const two = (value: number): string => String(value).padStart(2, '0');
const dates = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute, second]) => `${two(hour)}:${two(minute)}:${two(second)}`);

const dateCells = fc
  .oneof(dates, fc.constantFrom('2024-02-29', '1970-01-01'))
  .map((value): Cell => ({ type: 'date', value }));
const timestamps = (zone: '' | 'Z') =>
  fc
    .tuple(fc.oneof(dates, fc.constant('2024-02-29')), times)
    .map(([day, time]): Cell => ({ type: 'timestamp', value: `${day}T${time}${zone}` }));

/** Whole tables differ in what they hold: one without NULL, one with nothing but. */
const table = fc
  .record({
    nullShare: fc.constantFrom(0, 0, 0.2, 0.6, 1),
    offset: fc.constantFrom(0, 0, 1e3, 1e9),
    slope: fc.constantFrom(-2, 0, 0.5),
    size: fc.integer({ min: 1, max: 22 }),
  })
  .chain(({ nullShare, offset, slope, size }) => {
    const sparse = (cells: fc.Arbitrary<Cell>): fc.Arbitrary<Cell> =>
      fc
        .tuple(fc.double({ min: 0, max: 1, noNaN: true }), cells)
        .map(([chance, cell]) => (chance < nullShare ? null : cell));
    const noise = fc.double({ min: -10, max: 10, noNaN: true }).map(notTiny);
    const xs = fc.oneof(noise, fc.constantFrom(0, 1, 2.5, 2.5)).map((value) => value + offset);
    const row = fc
      .record({
        part: fc.integer({ min: 0, max: 2 }),
        int: sparse(integers),
        few: sparse(fc.integer({ min: 0, max: 3 }).map((value): Cell => value)),
        dec: sparse(fc.oneof(decimals, smallDecimals, smallDecimals)),
        odd: sparse(oddFloats.map(floatCell)),
        x: sparse(xs.map((value): Cell => value)),
        y: sparse(noise.map((value): Cell => value)),
        txt: sparse(texts.map((value): Cell => value)),
        typed: sparse(typedTexts.map((value): Cell => value)),
        flag: sparse(fc.boolean().map((value): Cell => value)),
        day: sparse(dateCells),
        at: sparse(timestamps('')),
        zoned: sparse(timestamps('Z')),
      })
      .map((cells) => ({
        ...cells,
        y: typeof cells.y === 'number' && typeof cells.x === 'number' ? cells.y + slope * cells.x : cells.y,
      }));
    return fc.array(row, { minLength: size, maxLength: size });
  });

const stepMillis = [100, 0, 100, 250, 100, 1000, 150, 0, 100, 3700, 200] as const;

/** Times of the rows of a table, so chosen that they leave the random cells as they are. */
const ticksOf = (table: number, rows: number): readonly Cell[] => {
  let millis = Date.UTC(2024, 1, 29) + table;
  return Array.from({ length: rows }, (_unused, row): Cell => {
    millis += stepMillis[(row * 5 + table * 3 + row * row) % stepMillis.length] ?? 0;
    const isNull = table % 4 === 0 && (row + table) % 5 === 0;
    return isNull ? null : { type: 'timestamp', value: new Date(millis).toISOString().slice(0, -1) };
  });
};

/** The tables, the rows of each in order; parts follow each other. Table 0 is empty. */
export const lawTables: readonly (readonly LawRow[])[] = [
  [],
  ...fc.sample(table, { seed, numRuns: tableCount - 1 }).map((rows, index) => {
    const parts = rows.map(({ part }) => part).sort((left, right) => left - right);
    const ticks = ticksOf(index + 1, rows.length);
    return rows.map(
      ({ part: _unused, ...cells }, place): LawRow => ({
        ...cells,
        t: index + 1,
        p: parts[place] ?? 0,
        row: place,
        tick: ticks[place] ?? null,
      }),
    );
  }),
];
