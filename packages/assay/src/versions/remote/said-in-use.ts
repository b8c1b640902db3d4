import { statSync } from 'node:fs';
import type { ObjectId } from '../../domain/object-id.ts';
import { objectPath } from '../objects/object-path.ts';
import { touch } from '../objects/touch.ts';

const hourMillis = 3_600_000;

/** What nobody used for so long may be set aside on a remote, and nothing younger. */
export const shortestGraceMillis = 24 * hourMillis;

/** What is needed of a version is said to be in use again where that takes so long: then it still has half of the shortest grace when others are told of it. */
export const longestCarryMillis = shortestGraceMillis / 2;

const isForbidden = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'EPERM' || cause.code === 'EACCES');

/**
 * Says that an object of a remote is in use, and whether it is there. One that was used lately is left as it is; one that belongs to somebody else, whose time
 * nobody else may set, counts as absent: written anew it is in use.
 */
export const saidInUse =
  (objects: string, now: () => number) =>
  (id: ObjectId): boolean => {
    const stat = statSync(objectPath(objects, id), { throwIfNoEntry: false });
    if (stat === undefined) return false;
    if (stat.mtimeMs > now() - longestCarryMillis) return true;
    try {
      return touch(objects, id, now());
    } catch (cause) {
      if (isForbidden(cause)) return false;
      throw cause;
    }
  };
