import { rmSync, utimesSync } from 'node:fs';
import type { ObjectId } from '../../domain/object-id.ts';
import { isSettled, stampOf } from '../folders/stamp.ts';
import { finish } from './finish.ts';
import { objectPath } from './object-path.ts';
import { takeLarge } from './take-large.ts';
import { takeSmall } from './take-small.ts';
import type { Taken } from './taken.ts';

/** A file whose bytes are to become an object, and how large it was when it was found. */
export interface ToTake {
  readonly path: string;
  readonly size: number;
}

export interface TakenFile {
  readonly id: ObjectId;
  readonly bytes: number;
  readonly executable: boolean;
  /** By which the file is known to be the same later; absent where it changed too short a time ago. */
  readonly stamp?: string;
}

/** Read in one piece up to so many bytes. */
const largest = 4 * 1024 * 1024;

/** Says that an object is in use, so that nobody who tidies up takes it away. False where there is none. */
export const touch = (folder: string, id: ObjectId): boolean => {
  const now = new Date();
  try {
    utimesSync(objectPath(folder, id), now, now);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return false;
    throw cause;
  }
};

const take = ({ path, size }: ToTake, folder: string): Taken | Promise<Taken> =>
  size <= largest ? takeSmall(path, folder) : takeLarge(path, folder);

/** Takes the object of a file again where it was tidied away before it was said to be in use. */
const inUse = async (file: ToTake, found: Taken, folder: string): Promise<Taken> =>
  found.unfinished !== undefined || touch(folder, found.id) ? found : take(file, folder);

/** Makes objects of files. When this returns they are on the disk. Throws `ChangedMeanwhile` where one was written to meanwhile. */
export const takeFiles = async (files: readonly ToTake[], folder: string): Promise<readonly TakenFile[]> => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const written = new Map<ObjectId, string>();
  const all: TakenFile[] = [];
  for (const file of files) {
    const { id, stat, unfinished } = await inUse(file, await take(file, folder), folder);
    if (unfinished !== undefined && written.has(id)) rmSync(unfinished, { force: true });
    else if (unfinished !== undefined) written.set(id, unfinished);
    all.push({
      id,
      bytes: Number(stat.size),
      executable: (stat.mode & 0o100n) !== 0n,
      ...(isSettled(stat, now) ? { stamp: stampOf(stat) } : {}),
    });
  }
  await finish(
    folder,
    [...written].map(([id, unfinished]) => ({ id, unfinished })),
  );
  return all;
};
