import { hash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { objectId } from '../../domain/object-id.ts';
import { objectPath } from './object-path.ts';
import { newUnfinished, objectMode, type Taken, takenOf, toRead } from './taken.ts';

/** Reads a file that fits into memory, in one piece. Throws `ChangedMeanwhile`. */
export const takeSmall = (path: string, folder: string): Taken => {
  const file = openSync(path, toRead);
  try {
    const before = fstatSync(file, { bigint: true });
    const bytes = readFileSync(file);
    const id = objectId(hash('sha256', bytes, 'hex'));
    const unfinished = existsSync(objectPath(folder, id)) ? undefined : newUnfinished(folder);
    if (unfinished !== undefined) writeFileSync(unfinished, bytes, { flag: 'wx', mode: objectMode });
    return takenOf({ path, folder }, id, unfinished, before, fstatSync(file, { bigint: true }));
  } finally {
    closeSync(file);
  }
};
