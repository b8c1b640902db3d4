import type { ColumnReference } from '../domain/drift-reference.ts';
import { type CategoryResult, categoryTest, type Pair } from './category-test.ts';
import { type Presence, withMissing } from './missing-drift.ts';
import { type Judged, type NumbersBatch, numbersDrift } from './numbers-drift.ts';

/** What a batch has of a column, in the form in which the reference keeps it. */
export type ColumnBatch = Presence &
  (
    | ({ readonly form: 'numbers' } & Omit<NumbersBatch, 'present'>)
    | { readonly form: 'categories'; readonly pairs: readonly Pair[] }
    | { readonly form: 'presence' }
  );

const testsOf = (pairs: readonly Pair[], { chiSquare }: CategoryResult): string =>
  pairs.length <= 2
    ? 'Fisher’s exact test'
    : `χ² with ${chiSquare.freedom} degrees of freedom, and Fisher’s exact test of each value`;

const categoriesDrift = (pairs: readonly Pair[]): Judged => {
  if (pairs.length === 0) return { p: 1, parts: [] };
  const result = categoryTest(pairs);
  return {
    p: result.p,
    parts: [
      { id: 'categories', test: testsOf(pairs, result), statistic: result.chiSquare.statistic, p: result.p },
    ],
  };
};

/** How likely chance alone makes a batch so different from the reference: of its values, and of what is missing. */
export const judgeColumn = (reference: ColumnReference, batch: ColumnBatch): Judged => {
  const values =
    reference.form === 'numbers' && batch.form === 'numbers'
      ? numbersDrift(reference, batch)
      : batch.form === 'categories' && batch.present > 0 && reference.present > 0
        ? categoriesDrift(batch.pairs)
        : { p: 1, parts: [] };
  return withMissing(values, reference, batch);
};
