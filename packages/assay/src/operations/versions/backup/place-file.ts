import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unfinishedFolder } from '../../../versions/objects/object-path.ts';
import { syncPath } from '../../../versions/remote/sync-path.ts';

/**
 * Lets a file be written aside and gives it its name when all is done that it is to stand for; on the disk when this returns. Nothing of it is left where
 * that fails.
 */
export const placeFile = async <T>(
  { objects, file }: { readonly objects: string; readonly file: string },
  work: (aside: string) => Promise<T>,
): Promise<T> => {
  const aside = join(unfinishedFolder(objects), `${randomBytes(12).toString('hex')}.db`);
  try {
    const done = await work(aside);
    syncPath(aside);
    renameSync(aside, file);
    syncPath(dirname(file));
    return done;
  } finally {
    rmSync(aside, { force: true });
  }
};
