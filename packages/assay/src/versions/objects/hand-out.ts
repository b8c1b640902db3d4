import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ObjectId } from '../../domain/object-id.ts';
import { copyHashing, largest, passOn } from './copy-hashing.ts';
import { openDirectly } from './direct.ts';
import { hashFile } from './inspect.ts';
import { isGone } from './is-gone.ts';
import { damaged, missing } from './local-objects.ts';
import { objectPath } from './object-path.ts';
import { placed } from './placed.ts';
import type { Stop } from './stop.ts';

/**
 * How files are handed out: by a copy that shares its blocks until one is written to, where the file system can; by a hard link, which is not to
 * be written to; or by a copy.
 */
export type HandOut = 'copy' | 'link';

/** A file of a version, and where it goes below a folder. */
export interface ToHandOut {
  readonly id: ObjectId;
  readonly path: string;
  readonly executable?: true;
}

/** Files that a thread hands out below a folder, which are written with the permissions that the process gives. */
export interface HandOutOrder {
  readonly objects: string;
  readonly folder: string;
  readonly files: readonly ToHandOut[];
  readonly how: HandOut;
  readonly umask: number;
  readonly stop?: Stop;
}

const unableToClone = ['ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'ENOSYS', 'EINVAL', 'ENOTTY'];
const unableToLink = ['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP'];

/** False where the file system is not able to. */
const triedTo = (work: () => void, unable: readonly string[]): boolean => {
  try {
    work();
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && unable.includes(String(cause.code))) return false;
    throw cause;
  }
};

/** A large file is written past the cache of the system, where that can be. */
const copyLarge = async (
  from: number,
  to: number,
  path: string,
  stop: Stop | undefined,
): Promise<ObjectId> => {
  const direct = openDirectly(path);
  try {
    return await copyHashing({ from, to, direct, stop });
  } finally {
    if (direct !== undefined) closeSync(direct);
  }
};

const copy = async (from: string, to: string, mode: number, stop: Stop | undefined): Promise<ObjectId> => {
  const source = openSync(from, 'r');
  try {
    const target = openSync(to, 'wx', mode);
    try {
      const { size } = fstatSync(source);
      return size > largest
        ? await copyLarge(source, target, to, stop)
        : await passOn(size, { from: source, to: target, stop });
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
};

const clone = (from: string, to: string, mode: number): void => {
  copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
  chmodSync(to, mode);
};

/** Places the bytes of objects at paths where nothing is, and says what they are called. A file system that could not clone once is not asked again. */
const placing = ({ objects, how, umask, stop }: HandOutOrder) => {
  let canClone = true;
  return async ({ id, executable }: ToHandOut, to: string): Promise<ObjectId> => {
    const from = objectPath(objects, id);
    // A link has the permissions of the object.
    if (how === 'link' && executable !== true && triedTo(() => linkSync(from, to), unableToLink))
      return hashFile(to, stop);
    const mode = (executable === true ? 0o777 : 0o666) & ~umask;
    canClone &&= triedTo(() => clone(from, to, mode), unableToClone);
    return canClone ? hashFile(to, stop) : copy(from, to, mode, stop);
  };
};

/**
 * Places files below a folder, with the folders they lie in; what is hashed is what was written. Throws `Refusal` where an object is missing or
 * damaged, and where two paths are one.
 */
export const handOutFiles = async (order: HandOutOrder): Promise<undefined> => {
  const place = placing(order);
  let last = '';
  for (const file of order.files) {
    const at = join(order.folder, file.path);
    if (dirname(at) !== last) mkdirSync(dirname(at), { recursive: true });
    last = dirname(at);
    const id = await placed(file.path, at, async () => {
      try {
        return await place(file, at);
      } catch (cause) {
        if (isGone(cause) && !existsSync(objectPath(order.objects, file.id))) return missing(file.id);
        throw cause;
      }
    });
    if (id !== file.id) damaged(file.id);
  }
};
