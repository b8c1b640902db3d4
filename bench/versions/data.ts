import { closeSync, linkSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../random.ts';

/** Files of one size, in folders of at most 1,000. */
export interface DataSet {
  readonly id: string;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  /** So many are files, and the others further names of theirs: what is measured then is the walk and the tree, and not the disk. All without it. */
  readonly different?: number;
}

export const sets: readonly DataSet[] = [
  { id: 'small', title: '10,000 files of 10 kB', files: 10_000, bytes: 10_000 },
  { id: 'one', title: 'one file of 1 GB', files: 1, bytes: 1_000_000_000 },
  { id: 'many', title: '200,000 files of 1 kB', files: 200_000, bytes: 1000 },
  {
    id: 'million',
    title: '1,000,000 names of 1,000 files of 1 kB',
    files: 1_000_000,
    bytes: 1000,
    different: 1000,
  },
];

const perFolder = 1000;
const atOnce = 10_000_000;

/** Bytes that do not repeat, the same for the same seed. */
const noise = (bytes: number, seed: number): Buffer => {
  const random = randomFrom(seed);
  const words = new Uint32Array(Math.ceil(bytes / 4));
  for (let at = 0; at < words.length; at += 1) words[at] = random() * 2 ** 32;
  return Buffer.from(words.buffer, 0, bytes);
};

/** Writes a set to a folder, in place of what was there. No two files are equal. */
export const writeSet = (folder: string, { files, bytes, different = files }: DataSet): void => {
  rmSync(folder, { recursive: true, force: true });
  const part = noise(Math.min(bytes, atOnce), 42);
  for (let number = 0; number < files; number += 1) {
    const inside = join(folder, String(Math.floor(number / perFolder)));
    if (number % perFolder === 0) mkdirSync(inside, { recursive: true });
    part.writeUInt32LE(number, 0);
    const path = join(inside, `${number}.bin`);
    if (number >= different) {
      linkSync(join(folder, '0', `${number % different}.bin`), path);
      continue;
    }
    if (bytes <= atOnce) {
      writeFileSync(path, part);
      continue;
    }
    const file = openSync(path, 'w');
    for (let at = 0; at < bytes; at += part.length) {
      part.writeUInt32LE(at % 2 ** 32, 0);
      writeSync(file, part, 0, Math.min(part.length, bytes - at));
    }
    closeSync(file);
  }
};
