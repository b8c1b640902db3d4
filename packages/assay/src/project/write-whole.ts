import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { refuse } from '../domain/problem.ts';

const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/**
 * Writes a file whole or not at all, also when two processes write it at once; when it returns, the text is on the disk. A link
 * stays one: the file it leads to is written. Throws `Refusal` where that is not allowed.
 */
export const writeWhole = (file: string, text: string): void => {
  let unfinished: string | undefined;
  try {
    const target = existsSync(file) ? realpathSync(file) : file;
    unfinished = `${target}.${randomBytes(4).toString('hex')}.unfinished`;
    writeFileSync(unfinished, text, { flag: 'wx', flush: true });
    renameSync(unfinished, target);
    syncFolder(dirname(target));
  } catch (cause) {
    if (unfinished !== undefined) rmSync(unfinished, { force: true });
    const words = cause instanceof Error ? cause.message : String(cause);
    refuse('output-unwritable', words, 'name a file in a folder that exists and is yours', { file }, cause);
  }
};
