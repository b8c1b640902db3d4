import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unwritable } from '../../versions/objects/unwritable.ts';

/** Nothing is there, or an empty folder. */
export const isFree = (at: string): boolean =>
  !existsSync(at) || (lstatSync(at).isDirectory() && readdirSync(at).length === 0);

/** A folder beside the place, on the same file system, so that what is whole can be moved there at once; its name is no longer than names may be. */
const beside = (at: string, what: string): string =>
  join(dirname(at), `.${basename(at).slice(0, 40)}.${randomBytes(4).toString('hex')}.${what}`);

const moveInto = (unfinished: string, at: string): void => {
  const old = existsSync(at) ? beside(at, 'old') : undefined;
  if (old !== undefined) renameSync(at, old);
  try {
    renameSync(unfinished, at);
  } catch (cause) {
    if (old !== undefined) renameSync(old, at);
    throw cause;
  }
  if (old !== undefined) rmSync(old, { recursive: true, force: true });
};

/** What was written: a path in the folder that it was given, or that folder, is what goes to the place. */
export interface WrittenWhole<T> {
  readonly whole: string;
  readonly result: T;
}

/** Lets a file or a folder appear at a place whole or not at all, over what is there. Throws `Refusal` where nobody can write there. */
export const placeWhole = async <T>(
  at: string,
  write: (unfinished: string) => Promise<WrittenWhole<T>>,
): Promise<T> => {
  const unfinished = beside(at, 'unfinished');
  try {
    mkdirSync(unfinished, { recursive: true });
    const { whole, result } = await write(unfinished);
    moveInto(whole, at);
    return result;
  } catch (cause) {
    throw unwritable(cause, dirname(at));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};
