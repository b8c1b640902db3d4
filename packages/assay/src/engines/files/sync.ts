import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Brings a file to the disk, or the names in a folder. */
export const sync = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
