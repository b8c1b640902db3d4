import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { refuse } from '../domain/problem.ts';
import type { Bytes } from './bytes.ts';

const windowBytes = 65_536;

const readFully = (file: number, path: string, into: Uint8Array, from: number): void => {
  for (let done = 0; done < into.length; ) {
    const read = readSync(file, into, done, into.length - done, from + done);
    if (read === 0)
      refuse(
        'source-changed',
        `${path} became shorter while it was read`,
        'try again when nobody writes to it',
        {
          file: path,
        },
      );
    done += read;
  }
};

const bytesOf = (file: number, path: string): Bytes => {
  const { size } = fstatSync(file);
  const window = Buffer.allocUnsafe(windowBytes);
  let [first, end] = [0, 0];
  const moveTo = (place: number): void => {
    first = place;
    end = Math.min(size, place + windowBytes);
    readFully(file, path, window.subarray(0, end - first), first);
  };
  return {
    size,
    at: (place) => {
      if (place < first || place >= end) moveTo(place);
      return window[place - first] ?? 0;
    },
    slice: (from, to) => {
      if (from >= first && to <= end) return Uint8Array.from(window.subarray(from - first, to - first));
      const held = new Uint8Array(to - from);
      readFully(file, path, held, from);
      return held;
    },
  };
};

/** Opens a file for one piece of work; 64 kB of it are in memory at once. */
export const withFileBytes = <T>(path: string, work: (bytes: Bytes) => T): T => {
  const file = openSync(path, 'r');
  try {
    return work(bytesOf(file, path));
  } finally {
    closeSync(file);
  }
};
