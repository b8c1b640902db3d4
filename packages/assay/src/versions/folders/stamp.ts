import type { BigIntStats } from 'node:fs';

/** What changes when the bytes of a file do, unless the clock is too coarse to show it. */
export const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].join(':');

const coarsestTimes = 2_000_000_000n;

/** Unchanged for so long that a change after now shows in its times, however coarse they are. */
export const isSettled = ({ mtimeNs, ctimeNs }: BigIntStats, now: bigint): boolean =>
  mtimeNs + coarsestTimes < now && ctimeNs + coarsestTimes < now;
