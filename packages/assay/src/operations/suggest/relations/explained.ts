import { withoutCopies, withoutKeys } from './copies.ts';
import { onOneColumn } from './dependency-candidates.ts';
import type { Sample } from './sample.ts';
import { productsIn, quotientsIn, sumsIn } from './totals-in.ts';

/**
 * Pairs of columns of which one decides the other, or a third both: a dependency says it, or the rows of the third say it again and again.
 * And pairs within a total: the formula says it.
 */
export const explainedIn = (sample: Sample): ((left: string, right: string) => boolean) => {
  const decidedBy = new Map<string, Set<string>>();
  for (const {
    determinant: [from = ''],
    dependent,
  } of onOneColumn(withoutKeys(sample)))
    decidedBy.set(from, (decidedBy.get(from) ?? new Set()).add(dependent));
  const decides = (from: string, to: string): boolean => from === to || decidedBy.get(from)?.has(to) === true;
  const different = withoutCopies(sample);
  const totals = [...sumsIn(different), ...productsIn(different), ...quotientsIn(different)].map(
    ({ parts, whole }) => new Set([...parts, whole].map(({ name }) => name)),
  );
  return (left, right) =>
    totals.some((names) => names.has(left) && names.has(right)) ||
    [...decidedBy.keys()].some((from) => decides(from, left) && decides(from, right));
};
