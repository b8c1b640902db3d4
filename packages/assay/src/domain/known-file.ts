import type { ObjectId } from './object-id.ts';

/** A file that was read before: while its stamp is the same, so are its bytes. */
export interface KnownFile {
  readonly path: string;
  readonly stamp: string;
  readonly id: ObjectId;
}
