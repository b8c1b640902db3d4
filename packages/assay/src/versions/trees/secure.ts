import type { Tree } from '../../domain/tree.ts';
import { touch } from '../objects/touch.ts';
import type { Repository } from '../repository.ts';
import { compareTrees } from './compare-trees.ts';

const noTree: Tree = { schema: 'assay.tree/v1', files: 0, bytes: 0, entries: 0, ranges: [] };

/**
 * Says of every object that a tree needs and an older version does not that it is in use. False where one is missing: it was known of a
 * file that it had been kept, and it is there no more.
 */
export const secure = async (repository: Repository, tree: Tree, older: Tree = noTree): Promise<boolean> => {
  const { folder, get } = repository.objects;
  for await (const { after } of compareTrees(older, tree, get))
    if (after?.kind === 'file' && !touch(folder, after.id)) return false;
  return true;
};
