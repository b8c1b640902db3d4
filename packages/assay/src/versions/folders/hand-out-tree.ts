import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileEntry, Tree, TreeRange } from '../../domain/tree.ts';
import type { HandOut } from '../objects/hand-out.ts';
import { placed } from '../objects/placed.ts';
import type { Repository } from '../repository.ts';
import { readRange } from '../trees/read-tree.ts';
import { handOutEntries } from './hand-out-entries.ts';
import type { TakeProgress } from './take-entries.ts';

export interface HandOutOptions {
  readonly how: HandOut;
  readonly onProgress?: (progress: TakeProgress) => void;
  readonly signal?: AbortSignal;
}

/** Made when all else is there, the last path first: nothing of a tree, whoever wrote it, leads through a link of its own to another place. */
const placeLinks = async (
  { objects }: Repository,
  ranges: readonly TreeRange[],
  folder: string,
): Promise<void> => {
  for (const range of ranges.toReversed())
    for (const entry of (await readRange(range, objects.get)).toReversed()) {
      if (entry.kind !== 'link') continue;
      const at = join(folder, entry.path);
      mkdirSync(dirname(at), { recursive: true });
      await placed(entry.path, at, () => symlinkSync(entry.to, at));
    }
};

/** Writes what a tree holds below a new folder, which is not whole until this returns. Links are made and not followed. */
export const handOutTree = async (
  repository: Repository,
  tree: Tree,
  folder: string,
  options: HandOutOptions,
): Promise<void> => {
  const withLinks: TreeRange[] = [];
  async function* files(): AsyncGenerator<FileEntry> {
    for (const range of tree.ranges) {
      const all = await readRange(range, repository.objects.get);
      if (all.some(({ kind }) => kind === 'link')) withLinks.push(range);
      for (const entry of all) {
        const at = join(folder, entry.path);
        if (entry.kind === 'folder') await placed(entry.path, at, () => mkdirSync(at, { recursive: true }));
        else if (entry.kind === 'file') yield entry;
      }
    }
  }
  await handOutEntries(repository, files(), folder, options);
  await placeLinks(repository, withLinks, folder);
};
