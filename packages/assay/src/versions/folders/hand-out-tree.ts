import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { Tree, TreeEntry, TreeRange } from '../../domain/tree.ts';
import { type HandOut, handOut } from '../objects/hand-out.ts';
import type { Repository } from '../repository.ts';
import { readRange } from '../trees/read-tree.ts';
import type { TakeProgress } from './take-entries.ts';

export interface HandOutOptions {
  readonly how: HandOut;
  readonly onProgress?: (progress: TakeProgress) => void;
  readonly signal?: AbortSignal;
}

const isTaken = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';

const place = async (repository: Repository, entry: TreeEntry, at: string, how: HandOut): Promise<void> => {
  try {
    if (entry.kind === 'folder') mkdirSync(at, { recursive: true });
    else if (entry.kind === 'link') symlinkSync(entry.to, at);
    else await handOut(repository.objects.folder, entry, at, how);
  } catch (cause) {
    if (!isTaken(cause)) throw cause;
    refuse(
      'output-unwritable',
      `two paths of the version are one here: ${entry.path}`,
      'check it out where names that differ in their case only are two',
      { file: at },
      cause,
    );
  }
};

/** Made when all else is there, the last path first: nothing of a tree, whoever wrote it, leads through a link of its own to another place. */
const placeLinks = async (
  repository: Repository,
  ranges: readonly TreeRange[],
  folder: string,
  how: HandOut,
): Promise<void> => {
  for (const range of ranges.toReversed())
    for (const entry of (await readRange(range, repository.objects.get)).toReversed()) {
      if (entry.kind !== 'link') continue;
      const at = join(folder, entry.path);
      mkdirSync(dirname(at), { recursive: true });
      await place(repository, entry, at, how);
    }
};

/** Writes what a tree holds below a new folder, which is not whole until this returns. Links are made and not followed. */
export const handOutTree = async (
  repository: Repository,
  tree: Tree,
  folder: string,
  { how, onProgress, signal }: HandOutOptions,
): Promise<void> => {
  let [files, bytes] = [0, 0];
  let last = '';
  const withLinks: TreeRange[] = [];
  for (const range of tree.ranges) {
    const entries = await readRange(range, repository.objects.get);
    if (entries.some(({ kind }) => kind === 'link')) withLinks.push(range);
    for (const entry of entries) {
      signal?.throwIfAborted();
      if (entry.kind === 'link') continue;
      const at = join(folder, entry.path);
      if (dirname(at) !== last) mkdirSync(dirname(at), { recursive: true });
      last = dirname(at);
      await place(repository, entry, at, how);
      if (entry.kind !== 'file') continue;
      files += 1;
      bytes += entry.bytes;
      onProgress?.({ files, bytes });
    }
  }
  await placeLinks(repository, withLinks, folder, how);
};
