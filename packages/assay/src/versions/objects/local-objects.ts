import { hash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { refuse } from '../../domain/problem.ts';
import { finish } from './finish.ts';
import { isGone } from './is-gone.ts';
import { objectPath, unfinishedFolder } from './object-path.ts';
import { putAllBack } from './sweep.ts';
import { writeUnfinished } from './taken.ts';
import { touch } from './touch.ts';
import { unwritable } from './unwritable.ts';
import { useTime } from './use-time.ts';

/** Whole objects by what their bytes hash to, in a folder. */
export interface LocalObjects {
  readonly folder: string;
  readonly has: (id: ObjectId) => boolean;
  /** On the disk when this returns. */
  readonly put: (bytes: string) => Promise<ObjectId>;
  /** The bytes, hashed anew. Throws `Refusal` where the object is missing or damaged. */
  readonly get: (id: ObjectId) => Promise<Buffer>;
}

export const missing = (id: ObjectId): never =>
  refuse(
    'version-damaged',
    `object ${id} is missing`,
    'assay verify says what is affected; assay verify --repair fetches it anew',
  );

export const damaged = (id: ObjectId): never =>
  refuse(
    'version-damaged',
    `object ${id} is damaged: its bytes are not those it is named by`,
    'assay verify --repair fetches it anew',
  );

/** Refuses what is not whole on this machine. */
export const brokenHere = (id: ObjectId, what: 'missing' | 'damaged'): never =>
  what === 'missing' ? missing(id) : damaged(id);

const bytesOf = async (folder: string, id: ObjectId): Promise<Buffer> => {
  try {
    return await readFile(objectPath(folder, id));
  } catch (cause) {
    if (isGone(cause)) return missing(id);
    throw cause;
  }
};

/** Objects in a folder, which is made where there is none. */
export const localObjects = (folder: string): LocalObjects => {
  try {
    mkdirSync(unfinishedFolder(folder), { recursive: true });
    putAllBack(folder);
  } catch (cause) {
    throw unwritable(cause, folder);
  }
  return {
    folder,
    has: (id) => existsSync(objectPath(folder, id)),
    put: async (bytes) => {
      const id = objectId(hash('sha256', bytes, 'hex'));
      try {
        if (touch(folder, id)) return id;
        const { path, file } = writeUnfinished(folder, Buffer.from(bytes), useTime());
        await finish(folder, [{ id, unfinished: path, file }]);
        return id;
      } catch (cause) {
        throw unwritable(cause, folder);
      }
    },
    get: async (id) => {
      const bytes = await bytesOf(folder, id);
      return objectId(hash('sha256', bytes, 'hex')) === id ? bytes : damaged(id);
    },
  };
};
