import { defineReference, doubles, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const over = (value: number, bound: number): boolean => Number.isNaN(value) || value > bound;
const counts = (
  rows: readonly LawRow[],
  below: (value: number) => boolean,
  atMost: (value: number) => boolean,
  column: LawColumn = 'odd',
) => {
  const values = doubles(rows, column);
  return { present: values.length, below: values.filter(below).length, atMost: values.filter(atMost).length };
};

export const reference = defineReference(
  {
    params: { column: 'odd', low: 0, high: 1 },
    value: (rows) =>
      counts(
        rows,
        (value) => value < 0,
        (value) => !over(value, 1),
      ),
  },
  {
    params: { column: 'odd', low: 0, high: 1, open: true },
    value: (rows) =>
      counts(
        rows,
        (value) => !over(value, 0),
        (value) => value < 1,
      ),
  },
  {
    params: { column: 'odd', high: 1 },
    value: (rows) =>
      counts(
        rows,
        () => false,
        (value) => !over(value, 1),
      ),
  },
  {
    params: { column: 'odd', low: -1 },
    value: (rows) =>
      counts(
        rows,
        (value) => value < -1,
        () => true,
      ),
  },
  ...(['x', 'y', 'few'] as const).flatMap((column) =>
    [-1, 0, 2.5].flatMap((low) => [
      {
        params: { column, low, high: low + 1, numbers: true },
        value: (rows: readonly LawRow[]) =>
          counts(
            rows,
            (value) => value < low,
            (value) => value <= low + 1,
            column,
          ),
      },
      {
        params: { column, low, high: low + 1, open: true, numbers: true },
        value: (rows: readonly LawRow[]) =>
          counts(
            rows,
            (value) => value <= low,
            (value) => value < low + 1,
            column,
          ),
      },
    ]),
  ),
);
