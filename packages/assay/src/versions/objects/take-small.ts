import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type ObjectId, objectId } from '../../domain/object-id.ts';
import { readWhole } from './copy-hashing.ts';
import { objectPath } from './object-path.ts';
import type { Stop } from './stop.ts';
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
  /** The disk begins to write while more is read. */
  readonly sync: boolean;
  readonly stop?: Stop | undefined;
}

export interface Copied {
  readonly id: ObjectId;
  readonly unfinished?: Unfinished;
}

/** Reads a file that fits into memory, in one piece. */
export const takeSmall = ({ file, size, folder, at }: Taking): Copied => {
  const bytes = readWhole(file, size);
  const id = objectId(hash('sha256', bytes, 'hex'));
  return existsSync(objectPath(folder, id)) ? { id } : { id, unfinished: writeUnfinished(folder, bytes, at) };
};
