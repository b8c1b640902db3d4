import { existsSync } from 'node:fs';
import type { Tree, TreeEntry } from '../../domain/tree.ts';
import type { Repository } from '../repository.ts';
import { compareTrees } from '../trees/compare-trees.ts';
import { entriesOf } from '../trees/read-tree.ts';
import { type TakeTreeOptions, takeTree } from './take-tree.ts';

/** What is not at a reference as it was recorded. */
export interface ReferenceFlaw {
  readonly entry: TreeEntry;
  readonly what: 'missing' | 'changed';
}

const isOther = (before: TreeEntry, after: TreeEntry): boolean => {
  if (before.kind === 'file' && after.kind === 'file') return before.id !== after.id;
  return (
    before.kind !== after.kind || (before.kind === 'link' && after.kind === 'link' && before.to !== after.to)
  );
};

/** Hashes what is at a path now, but for what is known, and says what differs from a tree. What came there since is no part of it. */
export async function* referenceFlaws(
  repository: Repository,
  tree: Tree,
  at: string,
  options: Omit<TakeTreeOptions, 'byReference'>,
): AsyncGenerator<ReferenceFlaw> {
  const { get } = repository.objects;
  if (!existsSync(at)) {
    for await (const entry of entriesOf(tree, get)) yield { entry, what: 'missing' };
    return;
  }
  const now = await takeTree(repository, at, { ...options, byReference: true });
  for await (const { before, after } of compareTrees(tree, now.tree, get)) {
    if (before === undefined) continue;
    if (after === undefined) yield { entry: before, what: 'missing' };
    else if (isOther(before, after)) yield { entry: before, what: 'changed' };
  }
}
