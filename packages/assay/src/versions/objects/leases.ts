import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isGone } from './is-gone.ts';
import { unwritable } from './unwritable.ts';
import { useTime } from './use-time.ts';

/** Says that somebody makes a version: objects that it uses or wrote since are not tidied away, though no version names them yet. */
const leaseSchema = z.object({ host: z.string(), pid: z.int() });

/** Of a process on another machine nobody can say whether it still runs. */
const longestMillis = 24 * 60 * 60 * 1000;

const leasesFolder = (folder: string): string => join(folder, 'leases');

const begin = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  const since = useTime() / 1000;
  writeFileSync(file, JSON.stringify({ host: hostname(), pid: process.pid }), { flag: 'wx' });
  utimesSync(file, since, since);
};

/** Holds a lease while the work is done. */
export const leased = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  const file = join(leasesFolder(folder), randomBytes(8).toString('hex'));
  try {
    begin(file);
    return await work();
  } catch (cause) {
    throw unwritable(cause, folder);
  } finally {
    rmSync(file, { force: true });
  }
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // Somebody else's process cannot be asked, but it is there.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
};

/** What a lease says; nothing of one that is being written, or was torn when its machine went down. */
const contentOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

/** Undefined where the lease has ended meanwhile. */
const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (isGone(cause)) return undefined;
    throw cause;
  }
};

const isHeld = (file: string, since: number, now: number): boolean => {
  const text = textOf(file);
  if (text === undefined) return false;
  const read = leaseSchema.safeParse(contentOf(text));
  if (!read.success || read.data.host !== hostname()) return now - since < longestMillis;
  return runs(read.data.pid);
};

const namesIn = (folder: string): readonly string[] => {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder);
};

/** When the oldest lease that is held began, by the clock of the file system; undefined where none is. Takes away those of ended processes. */
export const oldestLease = (folder: string, now: number): number | undefined => {
  const held = namesIn(leasesFolder(folder)).flatMap((name) => {
    const file = join(leasesFolder(folder), name);
    const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (since === undefined) return [];
    if (isHeld(file, since, now)) return [since];
    rmSync(file, { force: true });
    return [];
  });
  return held.length === 0 ? undefined : Math.min(...held);
};
