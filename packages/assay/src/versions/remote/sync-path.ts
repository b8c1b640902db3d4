import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What a file holds, or which names a folder has, is on the disk when this returns. */
export const syncPath = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
