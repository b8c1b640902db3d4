import { closeSync, openSync, readSync } from 'node:fs';

const magic = 0xfd2fb528;
const isSkippable = (word: number): boolean => word >>> 4 === 0x184d2a5;
const repeatedByte = 1;

/** The bytes of a header before its blocks, by its second byte (RFC 8878, 3.1.1.1). */
const headerSize = (descriptor: number): number => {
  const single = (descriptor >> 5) & 1;
  const contentSize = [single, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  return 5 + (1 - single) + dictionary + contentSize;
};

/**
 * Where the frames of a zstd file that hold data lie, as offsets of their first and last byte. Node 24 leaves out what comes
 * after the first frame, so each is unpacked by itself. What is no frame, or ends before its end, is the last one.
 */
export const zstdFrames = (path: string): readonly { readonly start: number; readonly end: number }[] => {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(5);
  const read = (at: number, length: number): number => readSync(file, buffer, 0, length, at);
  const endOf = (start: number): number => {
    let at = start + headerSize(buffer[4] ?? 0);
    const checksum = (buffer[4] ?? 0) & 4 ? 4 : 0;
    for (;;) {
      if (read(at, 3) < 3) return Number.POSITIVE_INFINITY;
      const header = buffer.readUIntLE(0, 3);
      at += 3 + (((header >> 1) & 3) === repeatedByte ? 1 : header >> 3);
      if (header & 1) return at + checksum;
    }
  };
  try {
    const frames: { start: number; end: number }[] = [];
    for (let at = 0; ; ) {
      const length = read(at, 5);
      if (length === 0) return frames;
      const word = length < 4 ? 0 : buffer.readUInt32LE(0);
      if (isSkippable(word)) {
        at += read(at + 4, 4) < 4 ? Number.MAX_SAFE_INTEGER : 8 + buffer.readUInt32LE(0);
        continue;
      }
      const end = word === magic && length === 5 ? endOf(at) : Number.POSITIVE_INFINITY;
      frames.push({ start: at, end: end - 1 });
      if (end === Number.POSITIVE_INFINITY) return frames;
      at = end;
    }
  } finally {
    closeSync(file);
  }
};
