import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { objectPath } from './object-path.ts';

const atOnce = 4 * 1024 * 1024;

/** What the bytes of a file are called. */
export const hashFile = async (path: string): Promise<ObjectId> => {
  const digest = createHash('sha256');
  for await (const part of createReadStream(path, { highWaterMark: atOnce })) digest.update(part);
  return objectId(digest.digest('hex'));
};

/** What is wrong with an object: by its size where that is known, and by its bytes where it is looked at deeply. */
export const inspect = async (
  folder: string,
  id: ObjectId,
  { bytes, deep }: { readonly bytes?: number; readonly deep: boolean },
): Promise<'missing' | 'damaged' | undefined> => {
  const path = objectPath(folder, id);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'missing';
  if (bytes !== undefined && stat.size !== bytes) return 'damaged';
  return deep && (await hashFile(path)) !== id ? 'damaged' : undefined;
};
