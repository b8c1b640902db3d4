import { closeSync, fstatSync } from 'node:fs';
import { stampOf } from '../folders/stamp.ts';
import { passOn } from './copy-hashing.ts';
import { openToRead, type ToTake } from './take-file.ts';
import { type TakenFile, takenOf } from './take-files.ts';
import { ChangedMeanwhile, type Taken } from './taken.ts';
import type { WorkPool } from './work-pool.ts';

const hashed = async ({ path, stamp }: ToTake): Promise<Taken> => {
  const from = openToRead(path);
  try {
    const stat = fstatSync(from, { bigint: true });
    if (!stat.isFile() || stampOf(stat) !== stamp) throw new ChangedMeanwhile(path);
    const id = await passOn(Number(stat.size), { from });
    if (stampOf(fstatSync(from, { bigint: true })) !== stamp) throw new ChangedMeanwhile(path);
    return { id, stat };
  } finally {
    closeSync(from);
  }
};

/** Says what the bytes of files are called, and keeps none: in place of the pool that does. */
export const hashingPool = (): WorkPool<'take'> => ({
  atOnce: 1,
  ask: async ({ files }) => {
    const now = BigInt(Date.now()) * 1_000_000n;
    const all: TakenFile[] = [];
    for (const file of files) all.push(takenOf(await hashed(file), now));
    return all;
  },
  wasAsked: () => false,
  close: async () => undefined,
});
