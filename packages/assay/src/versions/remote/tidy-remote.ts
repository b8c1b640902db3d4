import { hash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { refuse } from '../../domain/problem.ts';
import type { VersionRoot } from '../../domain/version-record.ts';
import { objectPath } from '../objects/object-path.ts';
import { objectsOf } from '../trees/objects-of.ts';
import type { Get } from '../trees/read-tree.ts';
import { type Aside, asideOn, dropEmptyDays, findAside, putBack, setAside, usedAt } from './aside.ts';
import { readRecord } from './carry-version.ts';
import type { FolderRemote } from './folder-remote.ts';
import { namesOn, newsOf } from './journal.ts';

export interface TidyRemote {
  /** What was used then or later stays, in milliseconds since 1970 by the clock of the remote. */
  readonly usedSince: number;
  /** By the same clock. */
  readonly now: number;
  /** Only counts. */
  readonly dryRun: boolean;
  readonly signal?: AbortSignal;
  /** Told how many objects were found that versions need, and then how many were looked at. */
  readonly onProgress?: (objects: number) => void;
}

interface Counted {
  objects: number;
  bytes: number;
}

/** Objects that are gone, that were set aside, and that entries of journals need. */
export interface TidiedRemote {
  readonly gone: Readonly<Counted>;
  readonly aside: Readonly<Counted>;
  readonly kept: number;
}

/** A day begins up to a day before an object was set aside on it, so that it lies there for a day at least. */
const asideMillis = 2 * 24 * 3_600_000;

const getOf =
  ({ objects, place }: FolderRemote): Get =>
  async (id) => {
    const path = objectPath(objects, id);
    const found = existsSync(path) ? path : findAside(objects, id);
    const bytes = found === undefined ? undefined : await readFile(found);
    if (bytes !== undefined && objectId(hash('sha256', bytes, 'hex')) === id) return bytes;
    return refuse(
      'version-damaged',
      `object ${id} is ${bytes === undefined ? 'missing' : 'damaged'} on the remote, and nobody knows what it needs`,
      'assay push --repair, where it is whole, brings it there anew; then tidy up again',
      { file: place },
    );
  };

/** Every version that a journal tells of. */
const rootsOn = async (remote: FolderRemote, get: Get): Promise<readonly VersionRoot[]> => {
  const roots: VersionRoot[] = [];
  for (const name of namesOn(remote))
    for (const { entry } of newsOf(remote, name, { seq: 0, id: null })) {
      if (entry.fact.kind !== 'version') continue;
      const { id } = entry.fact;
      const { tree, execution, reference } = await readRecord(id, get);
      roots.push({
        id,
        tree,
        ...(execution === undefined ? {} : { execution }),
        ...(reference === undefined ? {} : { refers: true }),
      });
    }
  return roots;
};

const idsIn = (objects: string, two: string): readonly ObjectId[] =>
  readdirSync(join(objects, two))
    .filter((rest) => /^[0-9a-f]{62}$/.test(rest))
    .map((rest) => objectId(`${two}${rest}`));

const count = (to: Counted, bytes: number): void => {
  to.objects += 1;
  to.bytes += bytes;
};

/**
 * Sets aside what no entry of a journal needs and nobody used in the time of grace, and takes away what lies aside for a day and is still not needed. Whoever pushes
 * says first of all that it uses is in use, by the same clock, and tells of a version within half of the shortest grace: so what is set aside is needed by nobody
 * who ever tells of it. What was used all the same is put back.
 */
export const tidyRemote = async (remote: FolderRemote, given: TidyRemote): Promise<TidiedRemote> => {
  const { objects } = remote;
  const { usedSince, now, dryRun, signal, onProgress } = given;
  const get = getOf(remote);
  const live = await objectsOf(await rootsOn(remote, get), get, (found) => {
    signal?.throwIfAborted();
    onProgress?.(found);
  });
  const [gone, aside]: [Counted, Counted] = [
    { objects: 0, bytes: 0 },
    { objects: 0, bytes: 0 },
  ];
  const decide = (one: Aside): void => {
    const used = usedAt(one.path);
    if (used === undefined) return;
    const isNeeded = live.has(one.id) || used.at >= usedSince;
    if (isNeeded && !dryRun) putBack(objects, one);
    if (isNeeded) return;
    const isDue = now - one.day > asideMillis;
    if (isDue && !dryRun) rmSync(one.path, { force: true });
    count(isDue ? gone : aside, used.bytes);
  };
  for (const one of asideOn(objects)) decide(one);
  let seen = 0;
  for (const two of readdirSync(objects).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    signal?.throwIfAborted();
    onProgress?.(seen);
    for (const id of idsIn(objects, two)) {
      seen += 1;
      const used = live.has(id) ? undefined : usedAt(objectPath(objects, id));
      if (used === undefined || used.at >= usedSince) continue;
      if (!dryRun) setAside(objects, id, now);
      count(aside, used.bytes);
    }
  }
  if (!dryRun) dropEmptyDays(objects);
  return { gone, aside, kept: live.size };
};
