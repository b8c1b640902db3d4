import { randomBytes } from 'node:crypto';
import { type BigIntStats, closeSync, constants, futimesSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectId } from '../../domain/object-id.ts';
import { writeAll } from './copy-hashing.ts';
import { unfinishedFolder } from './object-path.ts';

/** Bytes that are written, and no object yet. The file is open. */
export interface Unfinished {
  readonly path: string;
  readonly file: number;
}

/** A file that was read to its end, and was the same then as when that began. */
export interface Taken {
  readonly id: ObjectId;
  readonly stat: BigIntStats;
  /** Absent where there is an object with these bytes. */
  readonly unfinished?: Unfinished;
}

/** Thrown where a file changed while it was read. */
export class ChangedMeanwhile extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} changed while it was read`);
    this.name = 'ChangedMeanwhile';
    this.path = path;
  }
}

/** Objects are not to be written to. */
export const objectMode = 0o444;

/** A link that took the place of a file is not followed, and a pipe is not waited for. */
export const toRead = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export const newUnfinished = (folder: string): string =>
  join(unfinishedFolder(folder), randomBytes(12).toString('hex'));

/** Where bytes are written until they become an object. Nothing is left of it where that fails. */
export const dropUnfinished = ({ path, file }: Unfinished): void => {
  closeSync(file);
  rmSync(path, { force: true });
};

export const openUnfinished = (folder: string, mode = objectMode): Unfinished => {
  const path = newUnfinished(folder);
  return { path, file: openSync(path, 'wx', mode) };
};

/** Writes bytes that are to become an object, as used at a time. */
export const writeUnfinished = (folder: string, bytes: Uint8Array, at: number): Unfinished => {
  const unfinished = openUnfinished(folder);
  try {
    writeAll(unfinished.file, bytes);
    futimesSync(unfinished.file, at / 1000, at / 1000);
    return unfinished;
  } catch (cause) {
    dropUnfinished(unfinished);
    throw cause;
  }
};
