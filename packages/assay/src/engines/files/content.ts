import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { findFiles } from './find-files.ts';
import { isGone } from './is-gone.ts';

const mostBytes = 16 * 1024 * 1024;
const mostBlocks = 16;
const smallestBlock = 4 * 1024;
const largestBlock = 64 * 1024;

/** How much is read of each file. */
interface Sample {
  readonly blocks: number;
  readonly bytes: number;
}

/** All files stay within `mostBytes` together, or have one small block each. */
const sampleOf = (files: number): Sample => {
  const each = mostBytes / files;
  const bytes = Math.min(largestBlock, Math.max(smallestBlock, Math.floor(each)));
  return { bytes, blocks: Math.min(mostBlocks, Math.max(1, Math.floor(each / bytes))) };
};

/**
 * Where blocks begin: from the first byte to the last, no more than it takes to hold the file, and of one block the last, where Parquet says
 * what is in it.
 */
const startsOf = (size: number, { blocks, bytes }: Sample): readonly number[] => {
  const last = Math.max(0, size - bytes);
  const needed = Math.min(blocks, Math.ceil(size / bytes));
  if (needed <= 1) return [last];
  return Array.from({ length: needed }, (_none, at) => Math.floor((last * at) / (needed - 1)));
};

const addFile = (hash: Hash, path: string, sample: Sample, buffer: Buffer): void => {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    hash.update(`${size}\n`);
    for (const start of startsOf(size, sample))
      hash.update(buffer.subarray(0, readSync(file, buffer, 0, sample.bytes, start)));
  } finally {
    closeSync(file);
  }
};

const commonFolder = (paths: readonly string[]): string => {
  const [first = '.', ...others] = paths.map(dirname);
  let folder = first;
  while (!others.every((one) => one === folder || one.startsWith(`${folder}/`)) && dirname(folder) !== folder)
    folder = dirname(folder);
  return folder;
};

/**
 * Equal where files hold the same bytes, wherever they lie and whenever they were written: a hash of the size of each and of up to 16 blocks
 * of 64 KB of it, evenly from its first byte to its last, and of the names of several files below the folder that they share. A file up to
 * 1 MB is read whole; at most 16 MB are read of all together, but 4 KB of each. Undefined where one cannot be read.
 */
export const contentOf = (pattern: string): string | undefined => {
  try {
    const paths = findFiles(pattern).map(({ path }) => path);
    const sample = sampleOf(paths.length);
    const buffer = Buffer.alloc(sample.bytes);
    const folder = commonFolder(paths);
    const hash = createHash('sha256');
    for (const path of paths) {
      if (paths.length > 1) hash.update(`${relative(folder, path)}\n`);
      addFile(hash, path, sample, buffer);
    }
    return hash.digest('hex').slice(0, 32);
  } catch (cause) {
    if (isGone(cause)) return undefined;
    throw cause;
  }
};
