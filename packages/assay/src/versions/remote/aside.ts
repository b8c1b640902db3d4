import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hexOf, type ObjectId, objectId } from '../../domain/object-id.ts';
import { isGone } from '../objects/is-gone.ts';
import { objectPath } from '../objects/object-path.ts';
import { makeShared } from './folder-remote.ts';

/** An object that was set aside on a remote, and when its day begins, in milliseconds since 1970. */
export interface Aside {
  readonly id: ObjectId;
  readonly path: string;
  readonly day: number;
}

const asideFolder = (objects: string): string => join(objects, 'aside');

const daysOf = (objects: string): readonly string[] =>
  existsSync(asideFolder(objects))
    ? readdirSync(asideFolder(objects)).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name))
    : [];

/** Somebody else who tidies up may have been quicker. */
const moved = (from: string, to: string): void => {
  try {
    renameSync(from, to);
  } catch (cause) {
    if (!isGone(cause)) throw cause;
  }
};

/** Where an object lies that was set aside; undefined where none was. */
export const findAside = (objects: string, id: ObjectId): string | undefined =>
  daysOf(objects)
    .map((day) => join(asideFolder(objects), day, hexOf(id)))
    .find((path) => existsSync(path));

/** All that is aside, of each day what was set aside on it. */
export const asideOn = (objects: string): readonly Aside[] =>
  daysOf(objects).flatMap((day) =>
    readdirSync(join(asideFolder(objects), day))
      .filter((name) => /^[0-9a-f]{64}$/.test(name))
      .map((name) => ({
        id: objectId(name),
        path: join(asideFolder(objects), day, name),
        day: Date.parse(day),
      })),
  );

/** Sets an object aside: it can still be read, and put back. */
export const setAside = (objects: string, id: ObjectId, now: number): void => {
  const folder = join(asideFolder(objects), new Date(now).toISOString().slice(0, 10));
  makeShared(asideFolder(objects));
  makeShared(folder);
  moved(objectPath(objects, id), join(folder, hexOf(id)));
};

/** Puts it back, unless its bytes are there again. */
export const putBack = (objects: string, { id, path }: Aside): void => {
  const place = objectPath(objects, id);
  mkdirSync(dirname(place), { recursive: true });
  if (existsSync(place)) rmSync(path, { force: true });
  else moved(path, place);
};

/** Takes away the folders of days of which nothing is left. */
export const dropEmptyDays = (objects: string): void => {
  for (const day of daysOf(objects)) {
    const folder = join(asideFolder(objects), day);
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  }
};

/** When an object was last used, as its file system says at this moment; undefined where it is gone. */
export const usedAt = (path: string): { readonly at: number; readonly bytes: number } | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { at: stat.mtimeMs, bytes: stat.size };
};
