import { numberOf } from '../../../src/domain/cell.ts';
import { defineReference, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const pairsOf = (
  rows: readonly LawRow[],
  x: LawColumn,
  y: LawColumn,
): readonly (readonly [number, number])[] =>
  rows.flatMap((row) => {
    const [left, right] = [numberOf(row[x]), numberOf(row[y])];
    return left === undefined || right === undefined ? [] : [[left, right] as const];
  });

const pearson = (pairs: readonly (readonly [number, number])[]): number | null => {
  const mean = (index: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const total = (term: (dx: number, dy: number) => number): number =>
    pairs.reduce((sum, [x, y]) => sum + term(x - meanX, y - meanY), 0);
  const [xx, yy, xy] = [total((dx) => dx * dx), total((_dx, dy) => dy * dy), total((dx, dy) => dx * dy)];
  return pairs.length === 0 || xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
};

const correlationOf = (x: LawColumn, y: LawColumn) => ({
  params: { column: x, with: y },
  value: (rows: readonly LawRow[]) => {
    const pairs = pairsOf(rows, x, y);
    return { pairs: pairs.length, correlation: pearson(pairs) };
  },
  scale: () => 1,
  tolerance: 1e-6,
});

export const reference = defineReference(
  correlationOf('x', 'y'),
  correlationOf('few', 'y'),
  correlationOf('dec', 'few'),
);
