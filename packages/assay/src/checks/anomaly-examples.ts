import type { CheckExample, PastValue } from './check.ts';

const day = 86_400_000;
const first = Date.parse('2025-10-06T06:00:00Z');

/** One run a day, the last on the day before the clock of the examples. */
const daily = (values: readonly number[]): readonly PastValue[] =>
  values.map((value, index) => ({
    run: `r${index}`,
    at: new Date(first + index * day).toISOString(),
    value,
    kind: 'usual',
  }));

const nowAfter = (values: readonly number[]): string => new Date(first + values.length * day).toISOString();

const noise = [0, 1, -1, 2, 0, -2, 1, 0, -1, 1, 2, -1, 0, -2, 1, 0, 1, -1, 0, 2];
const around = (level: number, length: number): readonly number[] =>
  Array.from({ length }, (_none, index) => level + (noise[(index * 7) % noise.length] ?? 0));
const rows = (count: number): CheckExample['rows'] =>
  Array.from({ length: count }, (_none, index) => [index]);

const steady = around(6, 20);
const weekly = around(20, 56).map((value, index) => (index % 7 >= 5 ? value - 16 : value));

export const anomalyExamples: readonly CheckExample[] = [
  {
    title: 'as many rows as usual',
    columns: { a: 'integer' },
    rows: rows(5),
    params: { of: 'rowCount', falseAlarms: '1/100' },
    past: daily(steady),
    now: nowAfter(steady),
    expect: { status: 'pass', observed: 5, says: '5 rows, expected 0 to 13 (last 20 runs)' },
  },
  {
    title: 'far more rows than usual',
    columns: { a: 'integer' },
    rows: rows(40),
    params: { of: 'rowCount', falseAlarms: '1/100' },
    past: daily(steady),
    now: nowAfter(steady),
    expect: { status: 'fail', observed: 40, says: '40 rows, expected 0 to 13 (last 20 runs)' },
  },
  {
    title: 'a Monday with as few rows as a Sunday',
    columns: { a: 'integer' },
    rows: rows(4),
    params: { of: 'rowCount', falseAlarms: '1/100' },
    past: daily(weekly),
    now: nowAfter(weekly),
    expect: { status: 'fail', observed: 4, says: '4 rows, expected 16 to 26 (last 56 runs, weekly season)' },
  },
  {
    title: 'the mean of a column',
    columns: { temp: 'float' },
    rows: [[21], [null], [25]],
    on: 'temp',
    params: { of: 'mean', falseAlarms: '1/100' },
    past: daily(around(22, 30)),
    now: nowAfter(around(22, 30)),
    expect: { status: 'pass', observed: 23, says: 'mean 23, expected 17 to 27 (last 30 runs)' },
  },
  {
    title: 'the share of missing readings, which were never so many',
    columns: { temp: 'float' },
    rows: [[21], [null], [null], [null]],
    on: 'temp',
    params: { of: 'nullValues', unit: 'percent', falseAlarms: '1/100' },
    past: daily(around(6, 30)),
    now: nowAfter(around(6, 30)),
    expect: {
      status: 'fail',
      observed: 75,
      says: '3 NULLs of 4 (75 %), expected 0.7 to 11.3 % (last 30 runs)',
    },
  },
  {
    title: 'too few runs to know what is usual',
    columns: { a: 'integer' },
    rows: rows(3),
    params: { of: 'rowCount', falseAlarms: '1/100' },
    past: daily([3, 4, 5]),
    now: nowAfter([3, 4, 5]),
    expect: { status: 'unknown', observed: 3, says: 'needs 16 earlier runs to know what is usual, has 3' },
  },
];
