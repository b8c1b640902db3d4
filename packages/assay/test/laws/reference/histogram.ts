import { defineReference, doubles, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const histogramOf = (column: LawColumn, edges: readonly number[]) => ({
  params: { column, edges },
  value: (rows: readonly LawRow[]) => {
    const values = doubles(rows, column);
    const [low = 0, high = 0] = [edges[0], edges.at(-1)];
    const counts = edges.slice(1).map((upper, bin) => {
      const lower = edges[bin] ?? 0;
      const isLast = bin === edges.length - 2;
      return values.filter((value) => value >= lower && (value < upper || (isLast && value === upper)))
        .length;
    });
    return {
      counts,
      below: values.filter((value) => value < low).length,
      above: values.filter((value) => value > high).length,
      nans: values.filter(Number.isNaN).length,
    };
  },
});

export const reference = defineReference(
  histogramOf('odd', [-1, 0, 0.1, 1, 31]),
  histogramOf('odd', [0, 1]),
  histogramOf('few', [0, 1, 2, 3]),
  histogramOf('dec', [-2, -1.5, 0, 1.25, 3]),
  histogramOf('x', [-10, -5, 0, 0.5, 2.5, 10, 990, 1000, 1010]),
);
