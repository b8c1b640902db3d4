import type { Version } from '../../../domain/version-record.ts';
import type { PathCounts } from '../../../domain/version-reports.ts';
import type { TakenTree } from '../../../versions/folders/take-tree.ts';
import type { Repository } from '../../../versions/repository.ts';
import { compareTrees } from '../../../versions/trees/compare-trees.ts';

/** How many paths came, went and changed since an earlier version. */
export const changesSince = async (
  { tree, objects }: Repository,
  before: Version,
  taken: TakenTree,
): Promise<PathCounts & { readonly number: number }> => {
  const counts = { added: 0, removed: 0, changed: 0 };
  const old = await tree(before.record.tree);
  for await (const { before: was, after: is } of compareTrees(old, taken.tree, objects.get))
    counts[was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'] += 1;
  return { ...counts, number: before.number };
};
