import type { Cell, Row, Tagged } from '../../src/domain/cell.ts';

const tagged =
  (type: Tagged['type']) =>
  (value: string): Cell => ({ type, value });
const float = tagged('float');
const decimal = tagged('decimal');
const big = tagged('bigint');
const date = tagged('date');
const at = tagged('timestamp');
const time = tagged('time');

const instants: readonly (readonly Cell[])[] = [
  [date('2024-02-29'), date('2024-02-28'), at('2024-02-29T00:00:00'), at('2024-02-29T00:00:00Z'), null],
  [date('1999-12-31'), null, at('1999-12-31T23:59:59.999999'), null, time('23:59:59.999999')],
  [null, date('2000-01-01'), null, at('2000-01-01T12:00:00Z'), time('00:00:00')],
  [
    date('2024-03-01'),
    date('2024-03-01'),
    at('2024-02-29T23:59:59'),
    at('2024-03-01T00:00:00Z'),
    time('10:30:00'),
  ],
  [
    date('1970-01-01'),
    date('1969-12-31'),
    at('1969-12-31T23:59:59.5'),
    at('1969-12-31T23:59:59Z'),
    time('10:30:01'),
  ],
  [
    date('2038-01-19'),
    date('0001-01-01'),
    at('0001-01-01T00:00:00'),
    at('2038-01-19T03:14:07.000001Z'),
    null,
  ],
  [date('2023-12-31'), date('2024-01-01'), null, null, time('12:00:00')],
  [
    date('2024-01-07'),
    date('9999-12-31'),
    at('9999-12-31T00:00:00'),
    at('9999-12-31T23:59:59Z'),
    time('10:30:00'),
  ],
];

/** The columns random expressions read, with rows that hold what is special of each kind. */
export const mixedTable = {
  columns: {
    n: 'integer',
    i: 'integer',
    big: 'integer',
    f: 'float',
    d: 'decimal',
    t: 'text',
    u: 'text',
    b: 'boolean',
    day: 'date',
    other: 'date',
    at: 'timestamp',
    zoned: 'timestamptz',
    clock: 'time',
  },
  rows: [
    [0, null, big('9007199254740993'), 1.5, decimal('2.50'), 'abc', 'a%b', true],
    [1, 0, big('9223372036854775807'), float('NaN'), decimal('-2.5'), '', ' x ', false],
    [2, -7, big('-9223372036854775807'), float('Infinity'), null, 'Ünï😀', '_', null],
    [3, 1_000_000_007, null, -0.1, decimal('0'), null, 'ABC', true],
    [4, 3, 3, float('-Infinity'), decimal('123456789.015'), 'a_c\\', 'abc', false],
    [5, -1, big('-9007199254740993'), null, decimal('-0.005'), "o'hara\n", '\uffff', true],
    [6, 2, 0, 2.675, decimal('7'), '  pad\t', '😀', null],
    [7, 10, -1, -0, decimal('0.1'), 'Straße', null, false],
  ].map((row, index) => [...row, ...(instants[index] ?? [])]) as readonly (readonly Cell[])[],
} as const;

/** The rows as an engine gives them. */
export const mixedRows: readonly Row[] = mixedTable.rows.map(
  (row): Row =>
    Object.fromEntries(Object.keys(mixedTable.columns).map((name, index) => [name, row[index] ?? null])),
);
