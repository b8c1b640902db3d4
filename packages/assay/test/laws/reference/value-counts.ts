import type { Cell } from '../../../src/domain/cell.ts';
import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { byCodePoint, grouped, identity } from '../values.ts';

type Compare = (left: Cell, right: Cell) => number;

const byNumber: Compare = (left, right) => {
  const number = (cell: Cell): number =>
    Number(typeof cell === 'object' && cell !== null ? cell.value : cell);
  const [a, b] = [number(left), number(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
};
const byText: Compare = (left, right) => byCodePoint(identity(left), identity(right));

const countsOf = (column: LawColumn, limit: number, compare: Compare) => ({
  params: { column, limit },
  value: (rows: readonly LawRow[]) => {
    const groups = grouped(present(rows, column), identity)
      .map((cells) => ({ value: cells[0] === 0 ? 0 : (cells[0] ?? null), count: cells.length }))
      .sort((left, right) => right.count - left.count || compare(left.value, right.value));
    const total = present(rows, column).length;
    const top = groups.slice(0, limit);
    return {
      top,
      distinct: groups.length,
      present: total,
      others: total - top.reduce((sum, { count }) => sum + count, 0),
    };
  },
});

export const reference = defineReference(
  countsOf('few', 2, byNumber),
  countsOf('odd', 3, byNumber),
  countsOf('txt', 4, byText),
  countsOf('flag', 5, byNumber),
  countsOf('day', 3, byText),
);
