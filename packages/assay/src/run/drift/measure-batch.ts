import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Column } from '../../domain/column.ts';
import type { CategoriesReference, ColumnReference, NumbersReference } from '../../domain/drift-reference.ts';
import type { NamedPair } from '../../drift/changes.ts';
import type { ColumnBatch } from '../../drift/judge-column.ts';
import type { QueryOptions } from '../../engines/engine.ts';
import { ask } from '../../metrics/request.ts';
import { valueCounts } from '../../metrics/value-counts.ts';
import { type Measurements, type MeasureTarget, measure } from '../measure.ts';
import { valueIn } from '../value-in.ts';
import { countAtRequest, countsAt } from './count-at.ts';
import { presenceOf, presenceRequests } from './presence.ts';

/** A column that reference and batch both have, of kinds that compare. */
export interface ComparedColumn {
  readonly column: Column;
  readonly reference: ColumnReference;
}

/** Beyond the values that the reference knows, so many more are told apart. */
const newValues = 100;

const gridOf = ({ body, outer }: NumbersReference): readonly number[] => [
  ...new Set([...body, outer.low, outer.high].map(({ value }) => value)),
];

const categoryRequest = (column: Column, { counts }: CategoriesReference) =>
  ask(valueCounts, { column: column.name, limit: counts.length + newValues });

const pairsOf = (
  { counts }: CategoriesReference,
  found: ReturnType<typeof valueCounts.value>,
): readonly NamedPair[] => {
  const current = new Map(found.top.map(({ value, count }) => [canonicalJson(value), { value, count }]));
  const known = counts.map(({ value, count }) => {
    const key = canonicalJson(value);
    const now = current.get(key)?.count ?? 0;
    current.delete(key);
    return { value, reference: count, current: now };
  });
  const others = { value: null, reference: 0, current: found.others };
  return [
    ...known,
    ...[...current.values()].map(({ value, count }) => ({ value, reference: 0, current: count })),
    ...(found.others > 0 ? [others] : []),
  ];
};

/** How often each value occurs on both sides, and how often one beyond the limit; empty where the batch was not counted. */
export const namedPairs = (
  { column, reference }: ComparedColumn,
  measured: Measurements,
): readonly NamedPair[] => {
  if (reference.form !== 'categories') return [];
  const found = valueIn<ReturnType<typeof valueCounts.value>>(
    measured.get(categoryRequest(column, reference).key),
  );
  return found === undefined ? [] : pairsOf(reference, found);
};

export const batchOf = ({ column, reference }: ComparedColumn, measured: Measurements): ColumnBatch => {
  const presence = presenceOf(column, measured);
  if (reference.form === 'numbers') {
    const grid = gridOf(reference);
    const counts = countsAt(valueIn(measured.get(countAtRequest(column, grid).key)), grid);
    const at = (value: number) => counts.get(value) ?? { below: 0, equal: 0 };
    return {
      ...presence,
      form: 'numbers',
      body: reference.body.map(({ value }) => at(value)),
      low: at(reference.outer.low.value),
      high: at(reference.outer.high.value),
    };
  }
  if (reference.form === 'categories')
    return { ...presence, form: 'categories', pairs: namedPairs({ column, reference }, measured) };
  return { ...presence, form: 'presence' };
};

/** Counts a batch where its reference keeps values: nothing of the reference is read. */
export const measureBatch = async (
  target: MeasureTarget,
  compared: readonly ComparedColumn[],
  measured: Measurements,
  query: QueryOptions,
): Promise<void> => {
  const requests = compared.flatMap(({ column, reference }) => [
    ...presenceRequests(column),
    ...(reference.form === 'numbers' ? [countAtRequest(column, gridOf(reference))] : []),
    ...(reference.form === 'categories' ? [categoryRequest(column, reference)] : []),
  ]);
  await measure(requests, target, measured, query);
};
