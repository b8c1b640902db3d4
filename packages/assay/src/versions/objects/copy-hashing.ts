import { createHash, hash } from 'node:crypto';
import { ftruncateSync, readSync, writeSync, write as writeTo } from 'node:fs';
import { promisify } from 'node:util';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { alignedBuffer, isUnableToWriteDirectly } from './direct.ts';
import { nextTurn } from './next-turn.ts';
import { type Stop, throwIfStopped } from './stop.ts';

/** A file up to so many bytes is read in one piece; of a larger one so many are written at once, while more are read. */
export const largest = 4 * 1024 * 1024;
/** So many bytes are read and hashed at once: they are still near the processor then. */
const near = 256 * 1024;

const writePart = promisify(writeTo);

const writeWhole = async (file: number, part: Buffer, from: number): Promise<void> => {
  for (let at = 0; at < part.length; )
    at += (await writePart(file, part, at, part.length - at, from + at)).bytesWritten;
};

/** Past the cache of the system where that can be, in whole parts; the cache takes what is left. */
const partWriter = (to: number, direct: number | undefined) => {
  let past = direct;
  return async (part: Buffer, from: number): Promise<void> => {
    if (past === undefined || part.length < largest) return writeWhole(to, part, from);
    try {
      await writeWhole(past, part, from);
    } catch (cause) {
      if (!isUnableToWriteDirectly(cause)) throw cause;
      past = undefined;
      await writeWhole(to, part, from);
    }
  };
};

const nothing = Buffer.alloc(largest);

/** Zeros from end to end: what is not written there reads the same, and takes no room. */
const isHole = (part: Buffer): boolean => part[0] === 0 && part.at(-1) === 0 && part.equals(nothing);

/** Open files between which bytes are passed on. */
export interface Passing {
  readonly from: number;
  /** Nothing is written without it. */
  readonly to?: number;
  /** The same file, open to be written to past the cache of the system. */
  readonly direct?: number | undefined;
  /** What grows beyond is not followed to its end. */
  readonly most?: number;
  readonly onPassed?: (bytes: number) => void;
  readonly stop?: Stop | undefined;
}

/** What the bytes of a large file are called, after all were passed on to an empty one: what is hashed is what is written, and long runs of zeros are holes. */
export const copyHashing = async ({
  from,
  to,
  direct,
  most = Number.POSITIVE_INFINITY,
  onPassed,
  stop,
}: Passing): Promise<ObjectId> => {
  const digest = createHash('sha256');
  const filled = (part: Buffer): Buffer => {
    let length = 0;
    for (let read = 1; read > 0 && length < part.length; length += read) {
      read = readSync(from, part, length, Math.min(near, part.length - length), null);
      digest.update(part.subarray(length, length + read));
    }
    return part.subarray(0, length);
  };
  const buffer = direct === undefined ? Buffer.allocUnsafeSlow : alignedBuffer;
  let [here, spare] = [buffer(largest), buffer(largest)];
  const write = to === undefined ? undefined : partWriter(to, direct);
  let writing = Promise.resolve();
  try {
    let total = 0;
    for (let part = filled(here); part.length > 0 && total <= most; part = filled(here)) {
      throwIfStopped(stop);
      const at = total;
      total += part.length;
      await writing;
      writing = write === undefined || isHole(part) ? nextTurn() : write(part, at);
      writing.catch(() => undefined);
      onPassed?.(part.length);
      [here, spare] = [spare, here];
    }
    await writing;
    if (to !== undefined) ftruncateSync(to, total);
    return objectId(digest.digest('hex'));
  } finally {
    await Promise.allSettled([writing]);
  }
};

/** The bytes of an open file that fits into memory. One more than its size is asked for: what has grown shows. */
export const readWhole = (file: number, size: number): Uint8Array => {
  const buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (let read = 1; read > 0 && length <= size; length += read)
    read = readSync(file, buffer, length, buffer.length - length, null);
  return buffer.subarray(0, length);
};

export const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
};

/** What the bytes of a file of some size are called, after all were passed on. */
export const passOn = (size: number, { from, to, ...more }: Passing): ObjectId | Promise<ObjectId> => {
  if (size > largest) return copyHashing({ from, ...(to === undefined ? {} : { to }), ...more });
  const bytes = readWhole(from, size);
  if (to !== undefined) writeAll(to, bytes);
  return objectId(hash('sha256', bytes, 'hex'));
};
