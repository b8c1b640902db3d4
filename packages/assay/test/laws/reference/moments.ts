import { defineReference, doubles, type LawColumn, largest } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const momentsOf = (values: readonly number[]) => {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const power = (k: number): number => values.reduce((sum, value) => sum + (value - mean) ** k, 0);
  const [m2, m3, m4] = [power(2), power(3), power(4)];
  const variance = n < 2 ? null : m2 / (n - 1);
  const varies = n > 0 && m2 !== 0;
  return {
    n,
    mean: n === 0 ? null : mean,
    variance,
    standardDeviation: variance === null ? null : Math.sqrt(variance),
    skewness: varies ? m3 / n / (m2 / n) ** 1.5 : null,
    kurtosis: varies ? m4 / n / (m2 / n) ** 2 - 3 : null,
  };
};

const whole = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => momentsOf(doubles(rows, column)),
  scale: (rows: readonly LawRow[]) => largest(doubles(rows, column)),
});

/** A centre that is near the mean of small numbers only: far from it, digits are lost. */
const about = (column: LawColumn, centre: number) => ({
  ...whole(column),
  params: { column, about: centre },
});

export const reference = defineReference(
  whole('few'),
  whole('dec'),
  whole('odd'),
  whole('x'),
  whole('y'),
  about('few', 2),
);
