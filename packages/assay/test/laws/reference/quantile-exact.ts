import { defineReference, doubles, type LawColumn, largest } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const rank = (left: number, right: number): number => {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left < right ? -1 : left > right ? 1 : 0;
};

const quantile = (values: readonly number[], q: number): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort(rank);
  const h = (sorted.length - 1) * q;
  const [low = 0, high = 0] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
  return Number.isFinite(low) && Number.isFinite(high)
    ? low + (h - Math.floor(h)) * (high - low)
    : Number.NaN;
};

const at = (column: LawColumn, q: number) => ({
  params: { column, q },
  value: (rows: readonly LawRow[]) => quantile(doubles(rows, column), q),
  scale: (rows: readonly LawRow[]) => largest(doubles(rows, column)),
});

export const reference = defineReference(
  at('few', 0.5),
  at('dec', 0.25),
  at('odd', 0),
  at('odd', 0.3),
  at('odd', 1),
  at('x', 0.5),
  at('x', 0.9),
);
