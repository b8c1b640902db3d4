import { defineReference, doubles, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const statistics = (column: LawColumn, ranks: readonly number[]) => ({
  params: { column, ranks },
  value: (rows: readonly LawRow[]) => {
    const sorted = doubles(rows, column)
      .filter(Number.isFinite)
      .sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
    return ranks.flatMap((rank) => {
      const value = sorted[rank - 1];
      return value === undefined ? [] : [{ rank, value: value === 0 ? 0 : value }];
    });
  },
});

export const reference = defineReference(
  statistics('odd', [1, 2, 5]),
  statistics('few', [1, 3, 40]),
  statistics('dec', [2]),
  statistics('x', [1, 10, 100]),
);
