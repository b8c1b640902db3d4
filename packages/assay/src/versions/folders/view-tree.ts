import type { FileEntry, Tree } from '../../domain/tree.ts';
import type { Repository } from '../repository.ts';
import { entriesOf } from '../trees/read-tree.ts';
import { handOutEntries } from './hand-out-entries.ts';

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
  repository: Repository,
  tree: Tree,
  folder: string,
  { shows, signal }: ViewOptions = {},
): Promise<readonly string[]> => {
  const links: string[] = [];
  async function* shown(): AsyncGenerator<FileEntry> {
    for await (const entry of entriesOf(tree, repository.objects.get)) {
      if (entry.kind === 'link') links.push(entry.path);
      if (entry.kind === 'file' && shows?.(entry.path) !== false) yield entry;
    }
  }
  await handOutEntries(repository, shown(), folder, {
    how: 'link',
    ...(signal === undefined ? {} : { signal }),
  });
  return links;
};
