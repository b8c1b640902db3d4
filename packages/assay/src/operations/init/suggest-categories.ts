import type { Cell } from '../../domain/cell.ts';
import type { Looked, Suggestion } from './draft.ts';

const mostValues = 50;
/** Each value must have been seen this often: then one that was never seen is rare. */
const leastSeen = 5;

interface Counted {
  readonly top: readonly { readonly value: Cell; readonly count: number }[];
  readonly others: number;
}

/** The set of values of a column that has few, each seen often. A rare one makes it a question. */
export const suggestCategories = (looked: Looked): readonly Suggestion[] => {
  const { column, distinct, metrics } = looked;
  const counts = metrics.get('valueCounts') as Counted | undefined;
  if (counts === undefined || counts.others > 0 || distinct === 0 || distinct > mostValues) return [];
  if (column.kind !== 'text' && column.kind !== 'integer') return [];
  if (column.kind === 'integer' && distinct > 20) return [];
  const rarest = Math.min(...counts.top.map(({ count }) => count));
  const present = counts.top.reduce((sum, { count }) => sum + count, 0);
  if (present < distinct * 10) return [];
  const values = counts.top
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string' || typeof value === 'number');
  return [
    {
      kind: 'quality',
      body: { metric: 'invalidValues', arguments: { validValues: values.toSorted() }, mustBe: 0 },
      check: 'invalidValues',
      sure: rarest >= leastSeen,
      reason: `${distinct} values, the rarest seen ${rarest} ${rarest === 1 ? 'time' : 'times'}${rarest >= leastSeen ? '' : ': are these all?'}`,
    },
  ];
};
