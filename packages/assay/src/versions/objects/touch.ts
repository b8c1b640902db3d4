import { utimesSync } from 'node:fs';
import type { ObjectId } from '../../domain/object-id.ts';
import { isGone } from './is-gone.ts';
import { objectPath } from './object-path.ts';
import { useTime } from './use-time.ts';

/** Says that an object is in use, so that nobody who tidies up takes it away. False where there is none. */
export const touch = (folder: string, id: ObjectId, at = useTime()): boolean => {
  try {
    utimesSync(objectPath(folder, id), at / 1000, at / 1000);
    return true;
  } catch (cause) {
    if (isGone(cause)) return false;
    throw cause;
  }
};
