import type { Column } from '../../domain/column.ts';
import type { CurrentCount } from '../../drift/rank-counts.ts';
import { type Histogram, histogram } from '../../metrics/histogram.ts';
import { ask } from '../../metrics/request.ts';
import { call, column as columnNode } from '../../sql/expression.ts';
import { nextUp } from '../../stats/next-up.ts';

/** Bins that begin at each value and at the next double, so that one holds what equals the value. */
const edgesOf = (values: readonly number[]): readonly number[] => {
  const sorted = values.toSorted((left, right) => left - right);
  const last = sorted.at(-1) ?? 0;
  const edges = [...sorted.flatMap((value) => [value, nextUp(value)]), nextUp(nextUp(last))];
  return [...new Set(edges)].sort((left, right) => left - right);
};

/** Asks how many finite numbers lie below each value, and at it. */
export const countAtRequest = ({ name, kind }: Column, values: readonly number[]) =>
  ask(histogram, {
    column: name,
    edges: edgesOf(values),
    ...(kind === 'float' ? { where: call('isFinite', columnNode(name)) } : {}),
  });

export const countsAt = (
  found: Histogram | undefined,
  values: readonly number[],
): ReadonlyMap<number, CurrentCount> => {
  if (found === undefined) return new Map();
  const edges = edgesOf(values);
  const below = new Map<number, CurrentCount>();
  let sum = found.below;
  for (const [bin, edge] of edges.slice(0, -1).entries()) {
    const equal = found.counts[bin] ?? 0;
    below.set(edge, { below: sum, equal });
    sum += equal;
  }
  return below;
};
