import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { newUnfinished, objectMode, type Taken, takenOf, toRead } from './taken.ts';

const atOnce = 4 * 1024 * 1024;

const writeAll = async (to: FileHandle, part: Buffer): Promise<void> => {
  for (let at = 0; at < part.length; ) at += (await to.write(part, at)).bytesWritten;
};

/** The next part is read while this one is hashed and written. */
const copyHashing = async (from: FileHandle, to: FileHandle): Promise<ObjectId> => {
  const digest = createHash('sha256');
  let [here, spare] = [Buffer.allocUnsafe(atOnce), Buffer.allocUnsafe(atOnce)];
  let reading = from.read(here, 0, atOnce);
  let writing: Promise<void> = Promise.resolve();
  for (let { bytesRead } = await reading; bytesRead > 0; { bytesRead } = await reading) {
    const part = here.subarray(0, bytesRead);
    await writing;
    writing = writeAll(to, part);
    reading = from.read(spare, 0, atOnce);
    [here, spare] = [spare, here];
    digest.update(part);
  }
  await writing;
  return objectId(digest.digest('hex'));
};

/** Reads a file in parts. Throws `ChangedMeanwhile`. */
export const takeLarge = async (path: string, folder: string): Promise<Taken> => {
  const from = await open(path, toRead);
  try {
    const before = await from.stat({ bigint: true });
    const unfinished = newUnfinished(folder);
    const to = await open(unfinished, 'wx', objectMode);
    try {
      const id = await copyHashing(from, to);
      return takenOf({ path, folder }, id, unfinished, before, await from.stat({ bigint: true }));
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
};
