import { mkdirSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ObjectId } from '../../domain/object-id.ts';
import { objectPath } from './object-path.ts';

const synced = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

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

/** Makes objects of files that were written: their bytes are on the disk before they have a name, and the names when this returns. */
export const finish = async (
  folder: string,
  written: readonly { readonly id: ObjectId; readonly unfinished: string }[],
): Promise<void> => {
  await together(written, waiting, ({ unfinished }) => synced(unfinished));
  const folders = new Set<string>();
  for (const { id, unfinished } of written) {
    const path = objectPath(folder, id);
    if (!folders.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    folders.add(dirname(path));
    renameSync(unfinished, path);
  }
  await together([...folders], waiting, synced);
};
