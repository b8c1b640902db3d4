import { createHash } from 'node:crypto';
import { type ObjectId, objectId } from '../../../domain/object-id.ts';
import type { Tree, TreeEntry } from '../../../domain/tree.ts';
import { sortedPaths } from '../../../versions/folders/sorted-paths.ts';
import { hashFile } from '../../../versions/objects/inspect.ts';
import { writeTree } from '../../../versions/trees/write-tree.ts';

async function* entriesBelow(folder: string, signal?: AbortSignal): AsyncGenerator<TreeEntry> {
  for (const one of sortedPaths(folder)) {
    signal?.throwIfAborted();
    const { path, at } = one;
    if (one.kind === 'link') yield { path, kind: 'link', to: one.to };
    else if (one.kind === 'folder') yield { path, kind: 'folder' };
    else
      yield {
        path,
        kind: 'file',
        id: await hashFile(at),
        bytes: one.bytes,
        ...(one.executable ? { executable: true } : {}),
      };
  }
}

/** What the tree of a folder is called, and what it holds: it is hashed, and nothing is kept. */
export const treeOfFolder = (
  folder: string,
  signal?: AbortSignal,
): Promise<{ readonly id: ObjectId; readonly tree: Tree }> =>
  writeTree(entriesBelow(folder, signal), async (bytes) =>
    objectId(createHash('sha256').update(bytes).digest('hex')),
  );
