import { readSync } from 'node:fs';
import { lineEnd, nextLine } from './record.ts';

const chunkSize = 1024 * 1024;

/** The part of a file that is in memory, and where reading stands in it. */
export interface ByteWindow {
  bytes: Buffer;
  at: number;
  /** The window reaches the end of the file. */
  last: boolean;
  /** Drops what is read and takes more; doubles where nothing could be dropped, up to `most`. */
  readonly fill: () => void;
  /** Goes to the next line, however long this one is. */
  readonly leaveLine: () => void;
}

export const byteWindow = (file: number, most: number): ByteWindow => {
  let offset = 0;
  const window: ByteWindow = {
    bytes: Buffer.alloc(0),
    at: 0,
    last: false,
    fill: () => {
      const kept = window.bytes.subarray(window.at);
      const chunk = Buffer.allocUnsafe(Math.max(chunkSize, Math.min(kept.length, most)));
      const read = readSync(file, chunk, 0, chunk.length, offset);
      offset += read;
      window.last = read === 0;
      window.bytes = Buffer.concat([kept, chunk.subarray(0, read)]);
      window.at = 0;
    },
    leaveLine: () => {
      for (;;) {
        const end = lineEnd(window.bytes, window.at);
        if (end !== -1 && (end + 1 < window.bytes.length || window.last)) {
          window.at = nextLine(window.bytes, window.at);
          return;
        }
        if (end === -1) window.at = window.bytes.length;
        if (window.last) return;
        window.fill();
      }
    },
  };
  window.fill();
  const { bytes } = window;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) window.at = 3;
  return window;
};
