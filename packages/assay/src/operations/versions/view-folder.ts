import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assayFolder } from '../../catalog/assay-folder.ts';

/** What a process that was killed left behind is taken away after so long: it takes no room but for its names. */
const longestMillis = 24 * 60 * 60 * 1000;

const dropOld = (views: string): void => {
  for (const name of readdirSync(views)) {
    const stat = statSync(join(views, name), { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > longestMillis)
      rmSync(join(views, name), { recursive: true, force: true });
  }
};

const isForbidden = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && ['EACCES', 'EPERM', 'EROFS'].includes(String(cause.code));

/** Beside the objects, so that files can be links to them; where nobody may write there, in the folder for temporary files. */
const newFolder = (projectFolder: string): string => {
  const views = join(assayFolder(projectFolder), 'views');
  try {
    mkdirSync(views, { recursive: true });
    dropOld(views);
    return mkdtempSync(join(views, 'v-'));
  } catch (cause) {
    if (!isForbidden(cause)) throw cause;
    return mkdtempSync(join(tmpdir(), 'assay-view-'));
  }
};

/** A folder in which versions are read, gone when the work is done or has failed. */
export const inViewFolder = async <T>(
  projectFolder: string,
  work: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = newFolder(projectFolder);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
