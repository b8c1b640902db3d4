import { defineReference, doubles } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const over = (value: number, bound: number): boolean => Number.isNaN(value) || value > bound;
const counts = (
  rows: readonly LawRow[],
  below: (value: number) => boolean,
  atMost: (value: number) => boolean,
) => {
  const values = doubles(rows, 'odd');
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
);
