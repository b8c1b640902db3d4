import type { ObjectId } from '../../domain/object-id.ts';
import type { Tree } from '../../domain/tree.ts';
import type { VersionRoot } from '../../domain/version-record.ts';
import { type Get, readRange, readTree } from './read-tree.ts';

/** Every object that versions are made of: records, executions, trees, ranges, files. A range that several share is read once. `onFound` may throw to end it. */
export const objectsOf = async (
  roots: readonly VersionRoot[],
  get: Get,
  onFound?: (objects: number) => void,
): Promise<ReadonlySet<ObjectId>> => {
  const found = new Set<ObjectId>();
  const isNew = (id: ObjectId): boolean => !found.has(id) && found.add(id) !== undefined;
  const addRanges = async (tree: Tree, refers: boolean): Promise<void> => {
    for (const range of tree.ranges) {
      if (!isNew(range.id) || refers) continue;
      for (const entry of await readRange(range, get)) if (entry.kind === 'file') found.add(entry.id);
      onFound?.(found.size);
    }
  };
  // A range that is shared with a version whose files are kept is read for that one.
  const keptFirst = roots.toSorted(
    (one, other) => Number(one.refers ?? false) - Number(other.refers ?? false),
  );
  for (const { id, tree, execution, refers = false } of keptFirst) {
    found.add(id);
    if (execution !== undefined) found.add(execution);
    if (isNew(tree)) await addRanges(await readTree(tree, get), refers);
  }
  return found;
};
