import { constants, openSync } from 'node:fs';

const unable = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES']);

/** Whether a system says that it cannot write past its cache: at that place, or so. */
export const isUnableToWriteDirectly = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && unable.has(String(cause.code));

/**
 * A second way to write to a file, past the cache of the system: what is written so is on its way to the disk at once, and takes no memory of others.
 * Undefined where the system or the file system has none.
 */
export const openDirectly = (path: string): number | undefined => {
  if (constants.O_DIRECT === undefined) return undefined;
  try {
    return openSync(path, constants.O_WRONLY | constants.O_DIRECT);
  } catch (cause) {
    if (isUnableToWriteDirectly(cause)) return undefined;
    throw cause;
  }
};

/** Memory that begins at a page, as disks ask of what is written past the cache: memory that could grow is given in pages. */
export const alignedBuffer = (bytes: number): Buffer =>
  Buffer.from(new ArrayBuffer(bytes, { maxByteLength: bytes }));
