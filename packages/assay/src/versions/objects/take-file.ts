import { closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { stampOf } from '../folders/stamp.ts';
import { largest } from './copy-hashing.ts';
import { objectPath } from './object-path.ts';
import { takeLarge } from './take-large.ts';
import { type Copied, type Taking, takeSmall } from './take-small.ts';
import { ChangedMeanwhile, dropUnfinished, type Taken, toRead } from './taken.ts';

/** A file whose bytes are to become an object. */
export interface ToTake {
  readonly path: string;
  /** As it was found. */
  readonly stamp: string;
}

const copied = (taking: Taking): Copied | Promise<Copied> =>
  taking.size <= largest ? takeSmall(taking) : takeLarge(taking);

/** Something else has its path, or has taken it away. */
const goneCodes = new Set(['ENOENT', 'ELOOP', 'ENOTDIR', 'ENXIO', 'EISDIR']);

/** Throws `ChangedMeanwhile` where there is no file to read any more. */
export const openToRead = (path: string): number => {
  try {
    return openSync(path, toRead);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && goneCodes.has(String(cause.code)))
      throw new ChangedMeanwhile(path);
    throw cause;
  }
};

/** Reads a file to its end and writes what is no object yet. Throws `ChangedMeanwhile` where it is not what was found, then or afterwards. */
export const takeFile = async (
  { path, stamp }: ToTake,
  { folder, at, sync, stop }: Pick<Taking, 'folder' | 'at' | 'sync' | 'stop'>,
): Promise<Taken> => {
  const file = openToRead(path);
  try {
    const stat = fstatSync(file, { bigint: true });
    if (!stat.isFile() || stampOf(stat) !== stamp) throw new ChangedMeanwhile(path);
    const { id, unfinished } = await copied({ file, size: Number(stat.size), folder, at, sync, stop });
    const isSame = stampOf(fstatSync(file, { bigint: true })) === stamp;
    const isKnown = unfinished !== undefined && isSame && existsSync(objectPath(folder, id));
    if (unfinished !== undefined && (!isSame || isKnown)) dropUnfinished(unfinished);
    if (!isSame) throw new ChangedMeanwhile(path);
    return { id, stat, ...(unfinished === undefined || isKnown ? {} : { unfinished }) };
  } finally {
    closeSync(file);
  }
};
