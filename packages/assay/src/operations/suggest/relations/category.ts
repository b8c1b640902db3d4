import { once } from './once.ts';
import { distinctIn, type SampledColumn } from './sample.ts';

const mostCategories = 20;

/** A column of few values, of which each may have rules of its own. */
export const isCategory = (one: SampledColumn): boolean =>
  (one.looked.values !== undefined || one.looked.column.kind === 'boolean') &&
  distinctIn(one) <= mostCategories;

/** The rows of each value of a category, by its code. */
export const rowsByCode = once(
  ({ codes }: SampledColumn): ReadonlyMap<number, readonly number[]> =>
    Map.groupBy(codes.keys(), (row) => codes[row] ?? 0),
);
