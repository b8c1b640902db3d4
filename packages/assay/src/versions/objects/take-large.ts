import { closeSync, fchmodSync, fdatasync, futimesSync } from 'node:fs';
import { promisify } from 'node:util';
import { copyHashing } from './copy-hashing.ts';
import { openDirectly } from './direct.ts';
import type { Copied, Taking } from './take-small.ts';
import { dropUnfinished, objectMode, openUnfinished } from './taken.ts';

/** The disk begins to write after so many bytes, while more are read. */
const syncEvery = 32 * 1024 * 1024;

/** Until it is whole: it is opened a second time. */
const writable = 0o600;

const sync = promisify(fdatasync);

/** Has the disk write what is there, without being waited for before the end. A disk tells of a failure once: it is kept for the end. */
const syncing = (file: number) => {
  let unsynced = 0;
  let running: Promise<void> | undefined;
  const failures: unknown[] = [];
  const begin = async (): Promise<void> => {
    try {
      await sync(file);
    } catch (cause) {
      failures.push(cause);
    }
    running = undefined;
  };
  return {
    passed: (bytes: number): void => {
      unsynced += bytes;
      if (unsynced < syncEvery || running !== undefined) return;
      unsynced = 0;
      running = begin();
    },
    /** Nothing is written any more when this returns. */
    end: async (): Promise<void> => {
      await running;
      if (failures.length > 0) throw failures[0];
    },
  };
};

/** Reads a file in parts. */
export const takeLarge = async ({ file, size, folder, at, sync: syncs, stop }: Taking): Promise<Copied> => {
  const unfinished = openUnfinished(folder, writable);
  const behind = syncing(unfinished.file);
  let direct: number | undefined;
  try {
    direct = openDirectly(unfinished.path);
    const id = await copyHashing({
      from: file,
      to: unfinished.file,
      direct,
      most: size,
      ...(syncs && direct === undefined ? { onPassed: behind.passed } : {}),
      stop,
    });
    await behind.end();
    fchmodSync(unfinished.file, objectMode);
    futimesSync(unfinished.file, at / 1000, at / 1000);
    return { id, unfinished };
  } catch (cause) {
    await Promise.allSettled([behind.end()]);
    dropUnfinished(unfinished);
    throw cause;
  } finally {
    if (direct !== undefined) closeSync(direct);
  }
};
