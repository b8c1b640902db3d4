import { createHash, hash } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { finish } from '../objects/finish.ts';
import { objectPath, unfinishedFolder } from '../objects/object-path.ts';
import { newUnfinished, objectMode } from '../objects/taken.ts';
import { unwritable } from '../objects/unwritable.ts';
import { makeShared } from './folder-remote.ts';

/** Folders of objects between which bytes are carried, and what to do with an object that is not whole where it comes from. */
export interface Carrier {
  readonly from: string;
  readonly to: string;
  /** Whether an object is there; where somebody tidies up it is said to be in use. */
  readonly isThere: (id: ObjectId) => boolean;
  /** Where an object is that is not at its place. */
  readonly elsewhere?: (id: ObjectId) => string | undefined;
  readonly onBroken: (id: ObjectId, what: 'missing' | 'damaged') => never;
  readonly onCopied?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Read in one piece up to so many bytes. */
const largest = 4 * 1024 * 1024;
const atOnce = 8;

const copySmall = async (from: string, to: string): Promise<ObjectId> => {
  const bytes = await readFile(from);
  await writeFile(to, bytes, { flag: 'wx', mode: objectMode });
  return objectId(hash('sha256', bytes, 'hex'));
};

const copyLarge = async (from: string, to: string): Promise<ObjectId> => {
  const digest = createHash('sha256');
  await pipeline(
    createReadStream(from, { highWaterMark: largest }),
    async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        digest.update(part);
        yield part;
      }
    },
    createWriteStream(to, { flags: 'wx', mode: objectMode }),
  );
  return objectId(digest.digest('hex'));
};

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
};

interface Copied {
  readonly id: ObjectId;
  readonly unfinished: string;
  readonly bytes: number;
}

/** The bytes beside their place, when they are what they are called; nothing is left of others. */
const copied = async (carrier: Carrier, id: ObjectId): Promise<Copied> => {
  const place = objectPath(carrier.from, id);
  const found = await sizeOf(place);
  const path = found === undefined ? carrier.elsewhere?.(id) : place;
  const bytes = found ?? (path === undefined ? undefined : await sizeOf(path));
  if (path === undefined || bytes === undefined) return carrier.onBroken(id, 'missing');
  const unfinished = newUnfinished(carrier.to);
  try {
    const read = await (bytes <= largest ? copySmall(path, unfinished) : copyLarge(path, unfinished));
    return read === id ? { id, unfinished, bytes } : carrier.onBroken(id, 'damaged');
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw unwritable(cause, carrier.to);
  }
};

/** Copies several at a time. Where one fails, the others end first, and nothing is left of any. */
const copiedAll = async (carrier: Carrier, ids: readonly ObjectId[]): Promise<readonly Copied[]> => {
  const left = ids.values();
  const all: Copied[] = [];
  const lane = async (): Promise<void> => {
    for (const id of left) {
      carrier.signal?.throwIfAborted();
      all.push(await copied(carrier, id));
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(atOnce, ids.length) }, lane));
  const failed = lanes.find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return all;
  for (const { unfinished } of all) rmSync(unfinished, { force: true });
  throw failed.reason;
};

/** Copies objects in place of what is there, each hashed on the way; on the disk when this returns. */
export const replaceObjects = async (carrier: Carrier, ids: readonly ObjectId[]): Promise<void> => {
  makeShared(unfinishedFolder(carrier.to));
  const all = await copiedAll(carrier, ids);
  await finish(carrier.to, all);
  for (const { bytes } of all) carrier.onCopied?.(bytes);
};

/** Copies those objects that are not there yet. */
export const copyObjects = (carrier: Carrier, ids: readonly ObjectId[]): Promise<void> =>
  replaceObjects(
    carrier,
    [...new Set(ids)].filter((id) => !carrier.isThere(id)),
  );
