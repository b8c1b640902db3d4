import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sync } from '../engines/files/sync.ts';

/** Creates a folder of one's own whole or not at all: filled under another name, brought to the disk, then renamed. */
export const writeWholeFolder = async (
  folder: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> => {
  const unfinished = join(dirname(folder), `.unfinished-${basename(folder)}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    await fill(unfinished);
    for (const name of readdirSync(unfinished)) sync(join(unfinished, name));
    sync(unfinished);
    renameSync(unfinished, folder);
    sync(dirname(folder));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};
