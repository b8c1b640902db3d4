import { withoutKeys } from './copies.ts';
import { onOneColumn } from './dependency-candidates.ts';
import { once } from './once.ts';
import type { Sample, SampledColumn } from './sample.ts';

/** Columns that decide a column. */
export const decidersIn = once((sample: Sample) => {
  const { columns } = withoutKeys(sample);
  const dependencies = onOneColumn(withoutKeys(sample));
  return once((subject: SampledColumn): readonly SampledColumn[] =>
    dependencies
      .filter(({ dependent }) => dependent === subject.name)
      .flatMap(({ determinant: [from] }) => columns.filter(({ name }) => name === from)),
  );
});

/**
 * How many things some rows show of a column: no more than runs of equal values, since rows that follow one another are no independent
 * witnesses, and no more than values of what decides the column: rows of one customer say once where that customer lives.
 */
export const thingsMet = (
  rows: readonly number[],
  runs: Int32Array,
  deciders: readonly SampledColumn[],
): number =>
  Math.min(
    ...[runs, ...deciders.map(({ codes }) => codes)].map(
      (numbers) => new Set(rows.map((row) => numbers[row])).size,
    ),
  );
