import type { Column } from '../domain/column.ts';
import { countWhere } from '../metrics/count-where.ts';
import type { Duplicates } from '../metrics/duplicates.ts';
import { orderedKinds } from '../metrics/ordered-kinds.ts';
import { ask } from '../metrics/request.ts';
import { type CheckContext, type Rung, rung } from './check.ts';
import {
  duplicateNeeds,
  exampleKeys,
  judgeDuplicates,
  notIncreasing,
  withExamples,
} from './duplicate-rows.ts';
import { provesNone, toleranceOf } from './exceptions.ts';
import { nounOf } from './words.ts';

interface KeyDemand {
  readonly nulls?: 'equal' | undefined;
  /** Rows that break the rule beside the surplus ones. */
  readonly without?: (found: Duplicates) => number;
}

/** One column that rises from row to row holds no value twice; where rows come in another order, nothing is proven. */
const provesIncreasing = (key: Column, context: CheckContext): Rung =>
  provesNone(
    { falls: ask(countWhere, { condition: notIncreasing(key) }) },
    toleranceOf(context),
    nounOf('duplicate'),
    ({ falls }) => falls <= 1,
  );

/** The proofs that no key occurs twice, the cheapest first. */
export const duplicateRungs = (
  keys: readonly Column[],
  context: CheckContext,
  { nulls, without = () => 0 }: KeyDemand,
): readonly Rung[] => {
  const [only, second] = keys;
  const tolerance = toleranceOf(context);
  const needs = duplicateNeeds(keys, nulls);
  const judged = (found: Duplicates, total: number) =>
    judgeDuplicates(found, total, tolerance, without(found));
  return [
    ...(only !== undefined && second === undefined && orderedKinds.includes(only.kind)
      ? [provesIncreasing(only, context)]
      : []),
    rung('exact', needs, ({ found, rows }) => {
      const outcome = judged(found, rows);
      return outcome.status === 'pass' || found.duplicatedKeys === 0 ? outcome : undefined;
    }),
    rung('exact', { ...needs, keys: exampleKeys(keys, nulls) }, ({ found, rows, keys: examples }) => {
      const outcome = judged(found, rows);
      return outcome.status === 'pass'
        ? outcome
        : withExamples(
            outcome,
            keys.map(({ name }) => name),
            examples.keys,
          );
    }),
  ];
};
