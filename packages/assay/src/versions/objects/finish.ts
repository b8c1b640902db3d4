import { close, closeSync, fsync, mkdirSync, open, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ObjectId } from '../../domain/object-id.ts';
import { objectPath } from './object-path.ts';
import { together } from './together.ts';

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

/** File systems write what several wait for in one go. */
const waiting = 16;

const syncFolders = (folders: Iterable<string>): Promise<void> => together(folders, waiting, synced);

/** Nothing is left of the files where one cannot be synced. */
const syncWritten = async (written: readonly Written[]): Promise<void> => {
  const begun = new Set<Written>();
  try {
    await together(written, waiting, (one) => {
      begun.add(one);
      return one.file === undefined ? synced(one.unfinished) : syncOpen(one.file);
    });
  } catch (cause) {
    for (const one of written) {
      if (one.file !== undefined && !begun.has(one)) closeSync(one.file);
      rmSync(one.unfinished, { force: true });
    }
    throw cause;
  }
};

/**
 * Makes objects of files that were written: with `isSynced` their bytes are on the disk before they have a name. That the names are too is for `settle`.
 */
export const nameObjects = async (
  folder: string,
  written: readonly Written[],
  isSynced = true,
): Promise<ReadonlySet<string>> => {
  if (isSynced) await syncWritten(written);
  else for (const { file } of written) if (file !== undefined) closeSync(file);
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
