import { close, fsync, mkdirSync, open, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ObjectId } from '../../domain/object-id.ts';
import { objectPath } from './object-path.ts';

/** Bytes that were written, and are to become an object. */
export interface Written {
  readonly id: ObjectId;
  readonly unfinished: string;
  /** The file, open; it is closed here. */
  readonly file?: number;
}

const [opened, sync, closed] = [promisify(open), promisify(fsync), promisify(close)];

const syncOpen = async (file: number): Promise<void> => {
  try {
    await sync(file);
  } finally {
    await closed(file);
  }
};

const synced = async (path: string): Promise<void> => syncOpen(await opened(path, 'r'));

/** Works on all, so many at a time. */
const together = async <T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const left = all.values();
  const lane = async (): Promise<void> => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, lane));
};

/** File systems write what several wait for in one go. */
const waiting = 16;

const syncFolders = (folders: Iterable<string>): Promise<void> => together([...folders], waiting, synced);

/**
 * Makes objects of files that were written: their bytes are on the disk before they have a name. That the names are too is for `settle`.
 */
export const nameObjects = async (
  folder: string,
  written: readonly Written[],
): Promise<ReadonlySet<string>> => {
  await together(written, waiting, ({ unfinished, file }) =>
    file === undefined ? synced(unfinished) : syncOpen(file),
  );
  const folders = new Set<string>();
  for (const { id, unfinished } of written) {
    const path = objectPath(folder, id);
    const inside = dirname(path);
    if (!folders.has(inside) && mkdirSync(inside, { recursive: true }) !== undefined) folders.add(folder);
    folders.add(inside);
    renameSync(unfinished, path);
  }
  return folders;
};

/** The names of all objects are on the disk when this returns, whoever gave them. */
export const settle = (folder: string): Promise<void> =>
  syncFolders([
    folder,
    ...readdirSync(folder)
      .filter((name) => /^[0-9a-f]{2}$/.test(name))
      .map((name) => join(folder, name)),
  ]);

/** Makes objects of files that were written; bytes and names are on the disk when this returns. */
export const finish = async (folder: string, written: readonly Written[]): Promise<void> =>
  syncFolders(await nameObjects(folder, written));
