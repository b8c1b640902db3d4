import { createHash, hash } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { hashFile } from './inspect.ts';
import { damaged, missing } from './local-objects.ts';
import { objectPath } from './object-path.ts';

/**
 * How files are handed out: by a copy that shares its blocks until one is written to, where the file system can; by a hard link, which is not to
 * be written to; or by a copy.
 */
export type HandOut = 'copy' | 'link';

/** Read in one piece up to so many bytes. */
const largest = 4 * 1024 * 1024;

const copySmall = (from: string, to: string): ObjectId => {
  const bytes = readFileSync(from);
  writeFileSync(to, bytes, { flag: 'wx' });
  return objectId(hash('sha256', bytes, 'hex'));
};

const copyLarge = async (from: string, to: string): Promise<ObjectId> => {
  const digest = createHash('sha256');
  await pipeline(
    createReadStream(from, { highWaterMark: largest }),
    async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        digest.update(part);
        yield part;
      }
    },
    createWriteStream(to, { flags: 'wx' }),
  );
  return objectId(digest.digest('hex'));
};

const copyHashing = (from: string, to: string): ObjectId | Promise<ObjectId> =>
  statSync(from).size <= largest ? copySmall(from, to) : copyLarge(from, to);

const clone = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE;
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

interface Placed {
  readonly id: ObjectId;
  readonly isLink: boolean;
}

const placed = async (from: string, to: string, how: HandOut): Promise<Placed> => {
  if (how === 'link' && triedTo(() => linkSync(from, to), unableToLink))
    return { id: await hashFile(to), isLink: true };
  const isCloned = triedTo(() => copyFileSync(from, to, clone), unableToClone);
  return { id: isCloned ? await hashFile(to) : await copyHashing(from, to), isLink: false };
};

/**
 * Places the bytes of an object at a path where nothing is. A file that is to be executed is never a link: a link has the permissions of the
 * object. Throws `Refusal` where the object is missing or damaged.
 */
export const handOut = async (
  folder: string,
  { id, executable = false }: { readonly id: ObjectId; readonly executable?: boolean },
  to: string,
  how: HandOut,
): Promise<void> => {
  const from = objectPath(folder, id);
  if (!existsSync(from)) missing(id);
  const out = await placed(from, to, executable ? 'copy' : how);
  if (out.id !== id) damaged(id);
  if (!out.isLink) chmodSync(to, executable ? 0o755 : 0o644);
};
