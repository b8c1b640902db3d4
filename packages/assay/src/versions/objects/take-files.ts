import type { ObjectId } from '../../domain/object-id.ts';
import { isSettled, stampOf } from '../folders/stamp.ts';
import { nameObjects } from './finish.ts';
import type { Stop } from './stop.ts';
import { type ToTake, takeFile } from './take-file.ts';
import { dropUnfinished, type Taken, type Unfinished } from './taken.ts';
import { touch } from './touch.ts';
import { unwritable } from './unwritable.ts';

export interface TakenFile {
  readonly id: ObjectId;
  readonly bytes: number;
  readonly executable: boolean;
  /** By which the file is known to be the same later; absent where it changed too short a time ago. */
  readonly stamp?: string;
}

/** Files to take into a folder of objects, which are in use from a time on. */
export interface TakeOrder {
  readonly files: readonly ToTake[];
  readonly folder: string;
  readonly at: number;
  /** Their bytes are on the disk before they are objects. */
  readonly sync: boolean;
  readonly stop?: Stop;
}

/** Takes the object of a file again where it was tidied away before it was said to be in use. */
const inUse = async (file: ToTake, order: TakeOrder): Promise<Taken> => {
  const { folder, at } = order;
  const found = await takeFile(file, order);
  return found.unfinished !== undefined || touch(folder, found.id, at) ? found : takeFile(file, order);
};

/** What is said of a file that was read; how to know it again only where it has not changed for a while. */
export const takenOf = ({ id, stat }: Taken, now: bigint): TakenFile => ({
  id,
  bytes: Number(stat.size),
  executable: (stat.mode & 0o100n) !== 0n,
  ...(isSettled(stat, now) ? { stamp: stampOf(stat) } : {}),
});

/**
 * Makes objects of files: with `sync` their bytes are on the disk when this returns, and their names after `settle`. Throws `ChangedMeanwhile` where one is
 * written to meanwhile; nothing half-written is left then.
 */
export const takeFiles = async (order: TakeOrder): Promise<readonly TakenFile[]> => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const written = new Map<ObjectId, Unfinished>();
  const all: TakenFile[] = [];
  try {
    for (const file of order.files) {
      const taken = await inUse(file, order);
      const { id, unfinished } = taken;
      if (unfinished !== undefined && written.has(id)) dropUnfinished(unfinished);
      else if (unfinished !== undefined) written.set(id, unfinished);
      all.push(takenOf(taken, now));
    }
  } catch (cause) {
    for (const unfinished of written.values()) dropUnfinished(unfinished);
    throw unwritable(cause, order.folder);
  }
  try {
    await nameObjects(
      order.folder,
      [...written].map(([id, { path, file }]) => ({ id, unfinished: path, file })),
      order.sync,
    );
  } catch (cause) {
    throw unwritable(cause, order.folder);
  }
  return all;
};
