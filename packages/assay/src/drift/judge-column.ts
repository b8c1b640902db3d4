import type { ColumnReference } from '../domain/drift-reference.ts';
import { type CategoryResult, categoryTest, type Pair } from './category-test.ts';
import { independent, lacking } from './fewer-rows.ts';
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
  const hasRows = (side: keyof Pair): boolean => pairs.some((pair) => pair[side] > 0);
  if (!hasRows('reference') || !hasRows('current')) return { p: 1, parts: [] };
  const result = categoryTest(pairs);
  return {
    p: result.p,
    parts: [
      { id: 'categories', test: testsOf(pairs, result), statistic: result.chiSquare.statistic, p: result.p },
    ],
  };
};

const valuesDrift = (reference: ColumnReference, batch: ColumnBatch, time: number): Judged => {
  if (reference.form === 'numbers' && batch.form === 'numbers') return numbersDrift(reference, batch);
  if (batch.form !== 'categories') return { p: 1, parts: [] };
  return categoriesDrift(
    batch.pairs.map((pair) => ({
      reference: independent(pair.reference, time),
      current: independent(pair.current, time),
    })),
  );
};

/** How likely chance alone makes a batch so different from the reference: of its values, and of what is missing. */
export const judgeColumn = (reference: ColumnReference, batch: ColumnBatch): Judged => {
  const time = reference.dependence?.values ?? 1;
  const why = reference.form === 'presence' ? reference.why : lacking(reference.present, time);
  const values: Judged =
    why !== undefined || batch.present === 0 || reference.present === 0
      ? { p: 1, parts: [], ...(why === undefined ? {} : { why }) }
      : valuesDrift(reference, batch, time);
  return withMissing(values, reference, batch, reference.dependence?.missing ?? 1);
};
