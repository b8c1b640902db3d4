import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectId } from '../../domain/object-id.ts';
import { objectId } from '../../domain/object-id.ts';
import { unfinishedFolder } from './object-path.ts';
import { newUnfinished } from './taken.ts';

export interface Sweep {
  /** Objects that a version needs. */
  readonly isLive: (id: ObjectId) => boolean;
  /** What was used then or later stays, in milliseconds since 1970. */
  readonly usedSince: number;
  /** Only counts. */
  readonly dryRun: boolean;
}

export interface Swept {
  readonly objects: number;
  readonly bytes: number;
}

const foldersOf = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name));

/** Takes an object out of the way, and puts it back where somebody said meanwhile that it is in use. */
const remove = (path: string, folder: string, usedSince: number): boolean => {
  const aside = newUnfinished(folder);
  renameSync(path, aside);
  if (statSync(aside).mtimeMs >= usedSince) {
    if (!existsSync(path)) renameSync(aside, path);
    else rmSync(aside, { force: true });
    return false;
  }
  rmSync(aside, { force: true });
  return true;
};

/** Takes away what was begun and never became an object. */
const sweepUnfinished = (folder: string, { usedSince, dryRun }: Sweep): void => {
  if (dryRun) return;
  for (const name of readdirSync(unfinishedFolder(folder))) {
    const path = join(unfinishedFolder(folder), name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && stat.mtimeMs < usedSince) rmSync(path, { force: true });
  }
};

/** Takes away objects that no version needs and nobody used since, one by one, without keeping others from working. */
export const sweep = (folder: string, given: Sweep): Swept => {
  let [objects, bytes] = [0, 0];
  for (const two of foldersOf(folder))
    for (const rest of readdirSync(join(folder, two))) {
      if (given.isLive(objectId(`${two}${rest}`))) continue;
      const path = join(folder, two, rest);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined || stat.mtimeMs >= given.usedSince) continue;
      if (!given.dryRun && !remove(path, folder, given.usedSince)) continue;
      objects += 1;
      bytes += stat.size;
    }
  sweepUnfinished(folder, given);
  return { objects, bytes };
};
