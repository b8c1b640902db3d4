import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectId } from '../../domain/object-id.ts';
import { hexOf, objectId } from '../../domain/object-id.ts';
import { refuse } from '../../domain/problem.ts';
import { isGone } from './is-gone.ts';
import { nextTurn } from './next-turn.ts';
import { objectPath, unfinishedFolder } from './object-path.ts';
import { unwritable } from './unwritable.ts';

export interface Sweep {
  /** Objects that a version needs. */
  readonly isLive: (id: ObjectId) => boolean;
  /** What was used then or later stays, in milliseconds since 1970. */
  readonly usedSince: number;
  /** Only counts. */
  readonly dryRun: boolean;
  readonly signal?: AbortSignal;
  /** Told how many objects were looked at. */
  readonly onProgress?: (objects: number) => void;
}

export interface Swept {
  readonly objects: number;
  readonly bytes: number;
}

const foldersOf = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name));

/** Under which an object lies while it is decided whether it goes: whoever comes after a process that was killed then can put it back. */
const asideName = /^([0-9a-f]{64})\.aside$/;
const asideOf = (folder: string, id: ObjectId): string =>
  join(unfinishedFolder(folder), `${hexOf(id)}.aside`);

/** False where nothing is there: somebody else was quicker. */
const movedTo = (from: string, to: string): boolean => {
  try {
    renameSync(from, to);
    return true;
  } catch (cause) {
    if (isGone(cause)) return false;
    throw cause;
  }
};

/** Puts back what was aside, unless its bytes are there again. */
const putBack = (folder: string, id: ObjectId): void => {
  const [aside, path] = [asideOf(folder, id), objectPath(folder, id)];
  if (existsSync(path)) rmSync(aside, { force: true });
  else movedTo(aside, path);
};

/** Puts back what somebody who tidied up left aside when they were killed. */
export const putAllBack = (folder: string): void => {
  for (const name of readdirSync(unfinishedFolder(folder))) {
    const hex = asideName.exec(name)?.[1];
    if (hex !== undefined) putBack(folder, objectId(hex));
  }
};

/** Takes an object out of the way, and puts it back where somebody said meanwhile that it is in use. */
const remove = (id: ObjectId, folder: string, usedSince: number): boolean => {
  const aside = asideOf(folder, id);
  if (!movedTo(objectPath(folder, id), aside)) return false;
  const stat = statSync(aside, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  if (stat.mtimeMs >= usedSince) putBack(folder, id);
  else rmSync(aside, { force: true });
  return stat.mtimeMs < usedSince;
};

/** Takes away what was begun and never became an object. */
const sweepUnfinished = (folder: string, { usedSince, dryRun }: Sweep): void => {
  if (dryRun) return;
  for (const name of readdirSync(unfinishedFolder(folder))) {
    if (asideName.test(name)) continue;
    const path = join(unfinishedFolder(folder), name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && stat.mtimeMs < usedSince) rmSync(path, { force: true });
  }
};

/** Times say who uses what: none can be trusted from the moment on at which the clock was put back. */
const clockThatGoesOn = (): (() => void) => {
  let latest = Date.now();
  return () => {
    const now = Date.now();
    if (now + 1000 < latest)
      refuse(
        'source-changed',
        'the clock of this machine was put back while objects were tidied away',
        'nothing that is in use was taken: do it again',
      );
    latest = Math.max(latest, now);
  };
};

/** Takes away objects that no version needs and nobody used since, one by one, without keeping others from working. */
export const sweep = async (folder: string, given: Sweep): Promise<Swept> => {
  const checkClock = clockThatGoesOn();
  let [objects, bytes, seen] = [0, 0, 0];
  try {
    for (const two of foldersOf(folder)) {
      await nextTurn();
      given.signal?.throwIfAborted();
      given.onProgress?.(seen);
      for (const rest of readdirSync(join(folder, two))) {
        seen += 1;
        const id = objectId(`${two}${rest}`);
        if (given.isLive(id)) continue;
        const stat = statSync(objectPath(folder, id), { throwIfNoEntry: false });
        if (stat === undefined || stat.mtimeMs >= given.usedSince) continue;
        checkClock();
        if (!given.dryRun && !remove(id, folder, given.usedSince)) continue;
        objects += 1;
        bytes += stat.size;
      }
    }
    sweepUnfinished(folder, given);
  } catch (cause) {
    throw unwritable(cause, folder);
  }
  return { objects, bytes };
};
