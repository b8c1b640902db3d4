import { closeSync, openSync, readSync } from 'node:fs';
import { refuseFile } from './find-files.ts';

/** The first bytes of a file, at most `limit`. */
export const headOf = (path: string, limit: number): Buffer => {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(limit);
      let length = 0;
      for (;;) {
        const read = readSync(file, head, length, limit - length, length);
        length += read;
        if (read === 0 || length === limit) return head.subarray(0, length);
      }
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    return refuseFile(path, cause);
  }
};
