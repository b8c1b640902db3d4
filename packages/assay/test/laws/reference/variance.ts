import { column, compare, number } from '../../../src/sql/expression.ts';
import { defineReference, doubles, type LawColumn, largest } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const varianceOf = (values: readonly number[]) => {
  const n = values.length;
  const mean = n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n;
  const variance =
    n < 2 || mean === null ? null : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { n, mean, variance, standardDeviation: variance === null ? null : Math.sqrt(variance) };
};

const whole = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => varianceOf(doubles(rows, column)),
  scale: (rows: readonly LawRow[]) => largest(doubles(rows, column)),
});

export const reference = defineReference(whole('few'), whole('dec'), whole('odd'), whole('x'), {
  params: { column: 'x', where: compare(column('few'), '>', number(0)) },
  value: (rows) =>
    varianceOf(
      doubles(
        rows.filter(({ few }) => typeof few === 'number' && few > 0),
        'x',
      ),
    ),
  scale: (rows) => largest(doubles(rows, 'x')),
});
