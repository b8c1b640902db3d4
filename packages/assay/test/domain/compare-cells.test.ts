import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/domain/cell.ts';
import { compareCells, compareKeys } from '../../src/domain/compare-cells.ts';

const time = (value: string): Cell => ({ type: 'time', value });
const at = (value: string): Cell => ({ type: 'timestamp', value });
const day = (value: string): Cell => ({ type: 'date', value });
const bigint = (value: string): Cell => ({ type: 'bigint', value });
const decimal = (value: string): Cell => ({ type: 'decimal', value });
const float = (value: string): Cell => ({ type: 'float', value });

describe('equal', () => {
  test.each<[Cell, Cell]>([
    [time('10:00'), time('10:00:00')],
    [time('10:00:00.50'), time('10:00:00.5')],
    [at('2024-01-01T10:00'), at('2024-01-01T10:00:00.000')],
    [at('2024-01-01T10:00:00.500Z'), at('2024-01-01T10:00:00.5Z')],
    [decimal('1.0'), 1],
    [decimal('-0'), 0],
    [-0, 0],
    [1e21, bigint('1000000000000000000000')],
    ['é', 'é'],
  ])('%j and %j', (left, right) => {
    expect(compareCells(left, right)).toBe(0);
    expect(compareCells(right, left)).toBe(0);
  });
});

describe('in order', () => {
  test.each<[Cell, Cell]>([
    [time('09:59:59.999'), time('10:00')],
    [time('10:00'), time('10:00:00.001')],
    [at('2024-01-01T10:00:00'), at('2024-01-01T10:00:00.1')],
    [at('9999-12-31T23:59:59'), at('+010000-01-01T00:00:00')],
    [day('-000001-12-31'), day('0000-01-01')],
    [day('-000002-12-31'), day('-000001-01-01')],
    [at('-infinity'), at('-000001-01-01T00:00:00')],
    [at('+010000-01-01T00:00:00'), at('infinity')],
    [9007199254740992, bigint('9007199254740993')],
    [1e21, bigint('1000000000000000000001')],
    [decimal('-0.5'), decimal('-0.25')],
    [float('Infinity'), float('NaN')],
    [float('-Infinity'), -1e308],
    ['Z', 'a'],
    ['\uFFFF', '\u{10000}'],
    ['a\uFFFF', 'a\u{1F600}'],
    ['a', 'ab'],
    ['', 'a'],
  ])('%j before %j', (left, right) => {
    expect(compareCells(left, right)).toBeLessThan(0);
    expect(compareCells(right, left)).toBeGreaterThan(0);
  });
});

test('keys by their first difference, NULL last', () => {
  const keys: Cell[][] = [
    [null, 1],
    ['b', null],
    ['b', 2],
    ['a', 3],
  ];
  expect(keys.sort(compareKeys)).toEqual([
    ['a', 3],
    ['b', 2],
    ['b', null],
    [null, 1],
  ]);
});
