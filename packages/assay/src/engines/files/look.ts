import { type BigIntStats, closeSync, fstatSync, openSync } from 'node:fs';
import type { Look } from '../engine.ts';
import { findFiles } from './find-files.ts';
import { isGone } from './is-gone.ts';

/** Of a file that was opened: network file systems answer a plain question from what they remember. */
const statOf = (path: string): BigIntStats => {
  const file = openSync(path, 'r');
  try {
    return fstatSync(file, { bigint: true });
  } finally {
    closeSync(file);
  }
};

/** Which files a path, folder or glob means, and whether any of them is another than before; undefined where one cannot be read. */
export const lookAtFiles = (pattern: string): Look | undefined => {
  try {
    let changedAt = 0n;
    const files = findFiles(pattern).map(({ path }) => {
      const { dev, ino, size, mtimeNs, ctimeNs } = statOf(path);
      for (const time of [mtimeNs, ctimeNs]) if (time > changedAt) changedAt = time;
      return [path, ...[dev, ino, size, mtimeNs, ctimeNs].map(String)];
    });
    return { fingerprint: JSON.stringify(files), changedAt: Number(changedAt / 1_000_000n) };
  } catch (cause) {
    if (isGone(cause)) return undefined;
    throw cause;
  }
};
