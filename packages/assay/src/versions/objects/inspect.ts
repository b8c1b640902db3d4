import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import type { ObjectId } from '../../domain/object-id.ts';
import { passOn } from './copy-hashing.ts';
import { isGone } from './is-gone.ts';
import { objectPath } from './object-path.ts';
import type { Stop } from './stop.ts';

/** What the bytes of a file are called. */
export const hashFile = async (path: string, stop?: Stop): Promise<ObjectId> => {
  const from = openSync(path, 'r');
  try {
    return await passOn(fstatSync(from).size, { from, stop });
  } finally {
    closeSync(from);
  }
};

/** What a disk says of blocks that it cannot read any more. */
const isUnreadable = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'EIO';

export type Flaw = 'missing' | 'damaged';

/** An object to look at, with its size where that is known. */
export interface ToInspect {
  readonly id: ObjectId;
  readonly bytes?: number;
}

/** What is wrong with an object: by its size where that is known, and by its bytes where it is looked at deeply. */
export const inspect = async (
  folder: string,
  { id, bytes }: ToInspect,
  deep: boolean,
  stop?: Stop,
): Promise<Flaw | undefined> => {
  const path = objectPath(folder, id);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'missing';
  if (!stat.isFile() || (bytes !== undefined && stat.size !== bytes)) return 'damaged';
  try {
    return deep && (await hashFile(path, stop)) !== id ? 'damaged' : undefined;
  } catch (cause) {
    if (isGone(cause)) return 'missing';
    if (isUnreadable(cause)) return 'damaged';
    throw cause;
  }
};

/** Objects that a thread looks at. */
export interface InspectOrder {
  readonly folder: string;
  readonly objects: readonly ToInspect[];
  readonly deep: boolean;
  readonly stop?: Stop;
}

/** What is wrong with each, in their order. */
export const inspectAll = async ({
  folder,
  objects,
  deep,
  stop,
}: InspectOrder): Promise<readonly (Flaw | undefined)[]> => {
  const found: (Flaw | undefined)[] = [];
  for (const one of objects) found.push(await inspect(folder, one, deep, stop));
  return found;
};
