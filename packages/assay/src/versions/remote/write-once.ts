import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { unwritable } from '../objects/unwritable.ts';
import { syncPath } from './sync-path.ts';

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : '';

const unableToLink = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** True where the file is ours now: NFS may say of a link that it made that it was there. */
const linked = (unfinished: string, file: string, text: string): boolean => {
  try {
    linkSync(unfinished, file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return readFileSync(file, 'utf8') === text;
    if (!unableToLink.includes(codeOf(cause))) throw cause;
    return refuse(
      'remote-unusable',
      'the file system of the remote makes no hard links, by which of two who write at once one comes second',
      'use a folder on another file system',
      { file },
      cause,
    );
  }
};

/** Writes a file whole where none is, and never over one. False where another was quicker with another text. On the disk when this returns. */
export const writeOnce = (file: string, text: string): boolean => {
  const unfinished = join(dirname(file), `.${randomBytes(8).toString('hex')}.unfinished`);
  try {
    writeFileSync(unfinished, text, { flag: 'wx', flush: true });
    if (!linked(unfinished, file, text)) return false;
    syncPath(dirname(file));
    return true;
  } catch (cause) {
    throw unwritable(cause, dirname(file));
  } finally {
    rmSync(unfinished, { force: true });
  }
};
