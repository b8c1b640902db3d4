import { hash } from 'node:crypto';
import { existsSync, readSync } from 'node:fs';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { objectPath } from './object-path.ts';
import { type Unfinished, writeUnfinished } from './taken.ts';

/** Where a file is read from and what becomes of its bytes. */
export interface Taking {
  /** Open. */
  readonly file: number;
  readonly size: number;
  /** The folder of all objects. */
  readonly folder: string;
  /** When its object is in use. */
  readonly at: number;
}

export interface Copied {
  readonly id: ObjectId;
  readonly unfinished?: Unfinished;
}

/** One byte more than the size is asked for: what has grown shows. */
const readWhole = (file: number, size: number): Uint8Array => {
  const buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (let read = 1; read > 0 && length <= size; length += read)
    read = readSync(file, buffer, length, buffer.length - length, null);
  return buffer.subarray(0, length);
};

/** Reads a file that fits into memory, in one piece. */
export const takeSmall = ({ file, size, folder, at }: Taking): Copied => {
  const bytes = readWhole(file, size);
  const id = objectId(hash('sha256', bytes, 'hex'));
  return existsSync(objectPath(folder, id)) ? { id } : { id, unfinished: writeUnfinished(folder, bytes, at) };
};
