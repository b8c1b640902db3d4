import type { FileEntry } from '../../domain/tree.ts';
import { together } from '../objects/together.ts';
import { workPool } from '../objects/work-pool.ts';
import type { Repository } from '../repository.ts';
import type { HandOutOptions } from './hand-out-tree.ts';
import { ordersOf } from './orders-of.ts';

/** Writes files below a folder, in several threads where there are many. Nothing is written any more when this returns or throws. */
export const handOutEntries = async (
  { objects }: Repository,
  entries: AsyncIterable<FileEntry>,
  folder: string,
  { how, onProgress, signal }: HandOutOptions,
): Promise<void> => {
  const pool = workPool('handOut', signal);
  const umask = process.umask();
  let [files, bytes] = [0, 0];
  try {
    await together(ordersOf(entries), pool.atOnce, async (order) => {
      signal?.throwIfAborted();
      onProgress?.({ files, bytes });
      await pool.ask({
        objects: objects.folder,
        folder,
        how,
        umask,
        files: order.map(({ id, path, executable }) => ({
          id,
          path,
          ...(executable === undefined ? {} : { executable }),
        })),
      });
      files += order.length;
      for (const entry of order) bytes += entry.bytes;
      onProgress?.({ files, bytes });
    });
  } finally {
    await pool.close();
  }
};
