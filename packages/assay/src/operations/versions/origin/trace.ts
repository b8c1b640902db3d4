import { lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from '../../../versions/folders/stamp.ts';

/** Everything in a folder, a name at a time. */
function* below(folder: string): Generator<bigint> {
  const opened = opendirSync(folder);
  try {
    for (let one = opened.readSync(); one !== null; one = opened.readSync()) {
      const at = join(folder, one.name);
      const found = lstatSync(at, { bigint: true, throwIfNoEntry: false });
      if (found === undefined) continue;
      yield found.ctimeNs;
      if (found.isDirectory()) yield* below(at);
    }
  } finally {
    opened.closeSync();
  }
}

/** What changes when a file, or anything in a folder, is written; undefined where there is nothing. */
export const traceOf = (path: string): string | undefined => {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isDirectory()) return stampOf(found);
  let [newest, entries] = [found.ctimeNs, 0];
  for (const changed of below(path)) {
    entries += 1;
    if (changed > newest) newest = changed;
  }
  return `${entries}:${newest}`;
};
