import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { handOut } from '../objects/hand-out.ts';
import type { Repository } from '../repository.ts';
import { entriesOf } from '../trees/read-tree.ts';

export interface ViewOptions {
  /** All files without it. */
  readonly shows?: (path: string) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * Lets the files of a tree be read below a new folder under their names, without a copy where the file system can link; each is hashed on the
 * way. Returns the links that it has and does not show: what they lead to is no part of the version.
 */
export const viewTree = async (
  { objects }: Repository,
  tree: Tree,
  folder: string,
  { shows, signal }: ViewOptions = {},
): Promise<readonly string[]> => {
  const links: string[] = [];
  let last = '';
  for await (const entry of entriesOf(tree, objects.get)) {
    signal?.throwIfAborted();
    if (entry.kind === 'link') links.push(entry.path);
    if (entry.kind !== 'file' || shows?.(entry.path) === false) continue;
    const at = join(folder, entry.path);
    if (dirname(at) !== last) mkdirSync(dirname(at), { recursive: true });
    last = dirname(at);
    await handOut(objects.folder, { id: entry.id }, at, 'link');
  }
  return links;
};
