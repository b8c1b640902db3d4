import type { ObjectId } from '../../domain/object-id.ts';
import type { Tree } from '../../domain/tree.ts';
import type { VersionRoot } from '../../domain/version-record.ts';
import { type Get, readRange, readTree } from './read-tree.ts';

/** A version, and whether its files lie elsewhere and are no objects of it. */
interface Root extends VersionRoot {
  readonly isReference?: boolean;
}

/** Every object that versions are made of: records, executions, trees, ranges, files. A range that several share is read once. `onFound` may throw to end it. */
export const objectsOf = async (
  roots: readonly Root[],
  get: Get,
  onFound?: (objects: number) => void,
): Promise<ReadonlySet<ObjectId>> => {
  const found = new Set<ObjectId>();
  const isNew = (id: ObjectId): boolean => !found.has(id) && found.add(id) !== undefined;
  const addRanges = async (tree: Tree, isReference: boolean): Promise<void> => {
    for (const range of tree.ranges) {
      if (!isNew(range.id) || isReference) continue;
      for (const entry of await readRange(range, get)) if (entry.kind === 'file') found.add(entry.id);
      onFound?.(found.size);
    }
  };
  // A range that is shared with a version whose files are kept is read for that one.
  const keptFirst = [...roots].sort(
    (one, other) => Number(one.isReference ?? false) - Number(other.isReference ?? false),
  );
  for (const { id, tree, execution, isReference = false } of keptFirst) {
    found.add(id);
    if (execution !== undefined) found.add(execution);
    if (isNew(tree)) await addRanges(await readTree(tree, get), isReference);
  }
  return found;
};
