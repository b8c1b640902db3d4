import { chmodSync, constants, mkdirSync, symlinkSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse } from '../../../domain/problem.ts';
import type { FileEntry } from '../../../domain/tree.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { HandOutOptions } from '../../../versions/folders/hand-out-tree.ts';
import { hashFile } from '../../../versions/objects/inspect.ts';
import { placed } from '../../../versions/objects/placed.ts';
import type { Repository } from '../../../versions/repository.ts';
import { entriesOf } from '../../../versions/trees/read-tree.ts';

/** Where a file of a version lies: at the reference itself, where that is one file. */
export const placeOfFile = ({ record: { form } }: Version, at: string, path: string): string =>
  form === 'file' ? at : join(at, path);

const copied = async (from: string, to: string, { id, path, executable }: FileEntry): Promise<void> => {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  if ((await hashFile(to)) !== id)
    refuse('version-damaged', `${from} changed since it was recorded`, 'put back what was there', {
      file: path,
    });
  chmodSync(to, (executable === true ? 0o777 : 0o666) & ~process.umask());
};

/** Copies what a version refers to below a new folder; what is hashed is what was written. Its own links are made last, and not followed. */
export const handOutReference = async (
  repository: Repository,
  version: Version,
  at: string,
  folder: string,
  { onProgress, signal }: Pick<HandOutOptions, 'onProgress' | 'signal'>,
): Promise<void> => {
  const links: (readonly [to: string, at: string, path: string])[] = [];
  let [files, bytes] = [0, 0];
  for await (const entry of entriesOf(await repository.tree(version.record.tree), repository.objects.get)) {
    signal?.throwIfAborted();
    const to = join(folder, entry.path);
    mkdirSync(dirname(to), { recursive: true });
    if (entry.kind === 'link') links.push([entry.to, to, entry.path]);
    else if (entry.kind === 'folder') mkdirSync(to, { recursive: true });
    else {
      await placed(entry.path, to, () => copied(placeOfFile(version, at, entry.path), to, entry));
      files += 1;
      bytes += entry.bytes;
      onProgress?.({ files, bytes });
    }
  }
  for (const [target, link, path] of links.toReversed())
    await placed(path, link, () => symlinkSync(target, link));
};

/** Lets the files that a version refers to be read below a new folder under their names, by links to where they lie. Returns its own links. */
export const viewReference = async (
  repository: Repository,
  version: Version,
  at: string,
  folder: string,
): Promise<readonly string[]> => {
  const links: string[] = [];
  for await (const entry of entriesOf(await repository.tree(version.record.tree), repository.objects.get)) {
    if (entry.kind === 'link') links.push(entry.path);
    if (entry.kind !== 'file') continue;
    const to = join(folder, entry.path);
    mkdirSync(dirname(to), { recursive: true });
    await placed(entry.path, to, () => symlinkSync(placeOfFile(version, at, entry.path), to));
  }
  return links;
};
