import { createReadStream, createWriteStream } from 'node:fs';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { refuse } from '../../domain/problem.ts';
import type { Packing } from './file-format.ts';
import { zstdFrames } from './zstd-frames.ts';

const unpackers: Readonly<Record<Packing, (path: string) => Transform>> = {
  gzip: () => zlib.createGunzip(),
  zstd: (path) =>
    typeof zlib.createZstdDecompress === 'function'
      ? zlib.createZstdDecompress()
      : refuse(
          'source-unsupported',
          `${path} is packed with zstd, which this Node cannot unpack`,
          'use Node 22.15 or newer, or unpack it first: zstd -d',
          { file: path },
        ),
};

const whole = { start: 0, end: Number.POSITIVE_INFINITY };

const partsOf = (path: string, packing: Packing): readonly { start: number; end: number }[] => {
  const frames = packing === 'zstd' ? zstdFrames(path) : [];
  return frames.length === 0 ? [whole] : frames;
};

/** Unpacks a file as a stream. A stream that breaks off or is damaged is a problem: what follows the damage is unknown. */
export const unpack = async (
  path: string,
  packing: Packing,
  to: string,
  signal?: AbortSignal,
): Promise<void> => {
  try {
    for (const part of partsOf(path, packing))
      await pipeline(
        createReadStream(path, part),
        unpackers[packing](path),
        createWriteStream(to, { flags: 'a' }),
        ...(signal ? [{ signal }] : []),
      );
  } catch (cause) {
    signal?.throwIfAborted();
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (!/^(Z_|ERR_ZSTD|ZSTD_)/.test(code)) throw cause;
    const cut = code === 'Z_BUF_ERROR' || /unexpected end|truncated/i.test((cause as Error).message);
    refuse(
      'source-unreadable',
      `${path} is ${cut ? `cut off: the ${packing} stream ends before its end` : `damaged: ${packing} says ${(cause as Error).message}`}`,
      'fetch the file again; compare its size with the sender’s',
      { file: path },
      cause,
    );
  }
};
