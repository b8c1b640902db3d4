import { createHash } from 'node:crypto';
import { fdatasync, futimesSync, read, write } from 'node:fs';
import { promisify } from 'node:util';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import type { Copied, Taking } from './take-small.ts';
import { dropUnfinished, openUnfinished } from './taken.ts';

const atOnce = 4 * 1024 * 1024;
/** The disk begins to write after so many bytes, while more are read. */
const syncEvery = 64 * 1024 * 1024;

const [readPart, writePart, sync] = [promisify(read), promisify(write), promisify(fdatasync)];

const writeWhole = async (file: number, part: Buffer): Promise<void> => {
  for (let at = 0; at < part.length; ) at += (await writePart(file, part, at, part.length - at)).bytesWritten;
};

/** Has the disk write what is there, without being waited for before the end. */
const syncing = (file: number) => {
  let unsynced = 0;
  let running: Promise<void> | undefined;
  return {
    wrote: (bytes: number): void => {
      unsynced += bytes;
      if (unsynced < syncEvery || running !== undefined) return;
      unsynced = 0;
      running = sync(file).finally(() => {
        running = undefined;
      });
      // What it throws the last sync throws again.
      running.catch(() => undefined);
    },
    end: async (): Promise<void> => running,
  };
};

/** The next part is read while this one is hashed and written. What grows meanwhile is not followed to its end. */
const copyHashing = async (from: number, to: number, size: number): Promise<ObjectId> => {
  const digest = createHash('sha256');
  const behind = syncing(to);
  let [here, spare] = [Buffer.allocUnsafe(atOnce), Buffer.allocUnsafe(atOnce)];
  let total = 0;
  let reading = readPart(from, here, 0, atOnce, null);
  let writing: Promise<void> = Promise.resolve();
  try {
    for (let { bytesRead } = await reading; bytesRead > 0 && total <= size; { bytesRead } = await reading) {
      const part = here.subarray(0, bytesRead);
      total += bytesRead;
      await writing;
      behind.wrote(bytesRead);
      writing = writeWhole(to, part);
      writing.catch(() => undefined);
      reading = readPart(from, spare, 0, atOnce, null);
      reading.catch(() => undefined);
      [here, spare] = [spare, here];
      digest.update(part);
    }
    await writing;
    return objectId(digest.digest('hex'));
  } finally {
    await Promise.allSettled([reading, writing, behind.end()]);
  }
};

/** Reads a file in parts. */
export const takeLarge = async ({ file, size, folder, at }: Taking): Promise<Copied> => {
  const unfinished = openUnfinished(folder);
  try {
    const id = await copyHashing(file, unfinished.file, size);
    futimesSync(unfinished.file, at / 1000, at / 1000);
    return { id, unfinished };
  } catch (cause) {
    dropUnfinished(unfinished);
    throw cause;
  }
};
