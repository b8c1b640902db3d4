import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { constants, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectId } from '../../domain/object-id.ts';
import { stampOf } from '../folders/stamp.ts';
import { objectPath, unfinishedFolder } from './object-path.ts';

/** A file that was read to its end, and was the same then as when that began. */
export interface Taken {
  readonly id: ObjectId;
  readonly stat: BigIntStats;
  /** Where its bytes are written until they become an object; absent where there is one already. */
  readonly unfinished?: string;
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

/** A link that took the place of a file is not followed. */
export const toRead = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

export const newUnfinished = (folder: string): string =>
  join(unfinishedFolder(folder), randomBytes(12).toString('hex'));

/** What was read and written, unless there is an object with these bytes, or the file changed meanwhile. */
export const takenOf = (
  { path, folder }: { readonly path: string; readonly folder: string },
  id: ObjectId,
  unfinished: string | undefined,
  before: BigIntStats,
  after: BigIntStats,
): Taken => {
  const isSame = stampOf(before) === stampOf(after);
  const isKnown = existsSync(objectPath(folder, id));
  if (unfinished !== undefined && (isKnown || !isSame)) rmSync(unfinished, { force: true });
  if (!isSame) throw new ChangedMeanwhile(path);
  return { id, stat: before, ...(unfinished === undefined || isKnown ? {} : { unfinished }) };
};
