/** Bytes that are read where they are needed, so that a file of any size is looked through in bounded memory. */
export interface Bytes {
  readonly size: number;
  /** The byte at a place below `size`. */
  readonly at: (place: number) => number;
  /** A copy of those from a place up to another, both within `size`. */
  readonly slice: (from: number, to: number) => Uint8Array;
}

/** Bytes that are in memory already. */
export const bytesIn = (held: Uint8Array): Bytes => ({
  size: held.length,
  at: (place) => held[place] ?? 0,
  slice: (from, to) => held.slice(from, to),
});
