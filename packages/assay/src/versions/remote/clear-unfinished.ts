import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unfinishedFolder } from '../objects/object-path.ts';
import type { FolderRemote } from './folder-remote.ts';

const oldestMillis = 24 * 60 * 60 * 1000;

/** Takes away what pushes that ended long ago left unfinished. */
export const clearUnfinished = ({ objects }: Pick<FolderRemote, 'objects'>, now = Date.now()): void => {
  const folder = unfinishedFolder(objects);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && now - stat.mtimeMs > oldestMillis) rmSync(path, { force: true });
  }
};
