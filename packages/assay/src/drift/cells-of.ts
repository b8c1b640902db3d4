import type { ColumnReference } from '../domain/drift-reference.ts';
import type { Cells } from './drift-test.ts';
import type { ColumnBatch } from './judge-column.ts';

/** Counts between neighbouring bounds, from counts below each; what lies below the first and from the last on too. */
const between = (below: readonly number[], all: number): readonly number[] =>
  [...below, all].map((count, at) => count - (below[at - 1] ?? 0));

/**
 * Both sides over the same cells: the values of a category; of numbers the 32 parts between the ranks of the reference, each with its lower bound as
 * its value, the first with the value below which half a per cent of the reference lies. Undefined where one side has no values.
 */
export const cellsOf = (reference: ColumnReference, batch: ColumnBatch): Cells | undefined => {
  if (reference.present === 0 || batch.present === 0) return undefined;
  if (batch.form === 'categories')
    return {
      reference: batch.pairs.map((pair) => pair.reference),
      current: batch.pairs.map((pair) => pair.current),
    };
  if (reference.form !== 'numbers' || batch.form !== 'numbers') return undefined;
  const bounds = reference.body.flatMap(({ value, below }, at) =>
    value === reference.body[at - 1]?.value ? [] : [{ value, below, current: batch.body[at]?.below ?? 0 }],
  );
  return {
    points: [reference.outer.low.value, ...bounds.map(({ value }) => value)],
    reference: between(
      bounds.map(({ below }) => below),
      reference.present,
    ),
    current: between(
      bounds.map(({ current }) => current),
      batch.present,
    ),
  };
};
