import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from '../../../versions/folders/stamp.ts';

/** What changes when a file, or anything in a folder, is written; undefined where there is nothing. */
export const traceOf = (path: string): string | undefined => {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isDirectory()) return stampOf(found);
  let [newest, entries] = [found.ctimeNs, 0];
  for (const one of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    const below = lstatSync(join(path, one), { bigint: true, throwIfNoEntry: false });
    entries += 1;
    if (below !== undefined && below.ctimeNs > newest) newest = below.ctimeNs;
  }
  return `${entries}:${newest}`;
};
