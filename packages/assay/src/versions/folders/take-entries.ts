import type { KnownFile } from '../../domain/known-file.ts';
import type { FileEntry, TreeEntry } from '../../domain/tree.ts';
import type { TakenFile } from '../objects/take-files.ts';
import { together } from '../objects/together.ts';
import { useTime } from '../objects/use-time.ts';
import type { WorkPool } from '../objects/work-pool.ts';
import { type KnownCursor, type KnownSource, knownCursor } from './known-cursor.ts';
import { ordersOf } from './orders-of.ts';
import type { Found } from './sorted-paths.ts';

/** How far taking files is. */
export interface TakeProgress {
  readonly files: number;
  readonly bytes: number;
}

export interface TakeEntriesOptions {
  /** Under which files are known: the folder they lie below. */
  readonly root: string;
  readonly known: KnownSource;
  /** Where objects are kept. */
  readonly folder: string;
  readonly pool: WorkPool<'take'>;
  /** Bytes of objects are on the disk before they have a name. */
  readonly sync: boolean;
  /** Told of files that are not read, since their bytes are known. */
  readonly onKnown?: (files: number) => void;
  readonly onProgress?: (progress: TakeProgress) => void;
  readonly signal?: AbortSignal;
}

type FoundFile = Extract<Found, { readonly kind: 'file' }>;

const chunkSize = 2048;
function* chunksOf(found: Iterable<Found>): Generator<readonly Found[]> {
  let chunk: Found[] = [];
  for (const one of found) {
    chunk.push(one);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const fileEntry = (path: string, { id, bytes, executable }: Omit<TakenFile, 'stamp'>): FileEntry => ({
  path,
  kind: 'file',
  id,
  bytes,
  ...(executable ? { executable: true } : {}),
});

const knownEntry = ({ path, bytes, executable }: FoundFile, { id }: KnownFile): FileEntry =>
  fileEntry(path, { id, bytes, executable });

const otherEntry = (found: Exclude<Found, FoundFile>): TreeEntry =>
  found.kind === 'link'
    ? { path: found.path, kind: 'link', to: found.to }
    : { path: found.path, kind: 'folder' };

/** Those of a chunk that are known to be what they were. */
const knownIn = async (
  chunk: readonly Found[],
  cursor: KnownCursor,
): Promise<ReadonlyMap<string, FileEntry>> => {
  const entries = new Map<string, FileEntry>();
  for (const found of chunk) {
    if (found.kind !== 'file') continue;
    const known = await cursor.at(found.path);
    if (known?.stamp === found.stamp) entries.set(found.path, knownEntry(found, known));
  }
  return entries;
};

/**
 * Makes objects of the files of a folder, of those whose bytes are not known yet, and gives the entries of its tree in their order. What was
 * learned of the files is kept for the next time.
 */
export async function* takeEntries(
  found: Iterable<Found>,
  { root, folder, known, pool, sync, onKnown, onProgress, signal }: TakeEntriesOptions,
): AsyncGenerator<TreeEntry> {
  const cursor = knownCursor(known, root);
  let [files, bytes] = [0, 0];
  const takeChunk = async (
    chunk: readonly Found[],
    entries: Map<string, FileEntry>,
  ): Promise<readonly TreeEntry[]> => {
    const unknown = chunk.flatMap((one) => (one.kind === 'file' && !entries.has(one.path) ? [one] : []));
    const learned: KnownFile[] = [];
    await together(ordersOf(unknown), pool.atOnce, async (order) => {
      onProgress?.({ files, bytes });
      const taken = await pool.ask({
        files: order.map(({ at, stamp }) => ({ path: at, stamp })),
        folder,
        at: useTime(),
        sync,
      });
      for (const [index, one] of taken.entries()) {
        const path = order[index]?.path ?? '';
        entries.set(path, fileEntry(path, one));
        if (one.stamp !== undefined) learned.push({ path, stamp: one.stamp, id: one.id });
        bytes += one.bytes;
      }
      files += order.length;
      onProgress?.({ files, bytes });
    });
    const gone = cursor.takeGone();
    if (learned.length + gone.length > 0) await known.write(root, learned, gone);
    return chunk.flatMap((one): readonly TreeEntry[] => {
      if (one.kind !== 'file') return [otherEntry(one)];
      const entry = entries.get(one.path);
      return entry === undefined ? [] : [entry];
    });
  };
  let before: Promise<readonly TreeEntry[]> | undefined;
  for (const chunk of chunksOf(found)) {
    signal?.throwIfAborted();
    const entries = new Map(await knownIn(chunk, cursor));
    if (entries.size > 0) onKnown?.(entries.size);
    const now = takeChunk(chunk, entries);
    // What it throws is thrown when its turn comes; until then another chunk may fail first.
    now.catch(() => undefined);
    if (before !== undefined) yield* await before;
    before = now;
  }
  if (before !== undefined) yield* await before;
  await cursor.end();
  const gone = cursor.takeGone();
  if (gone.length > 0) await known.write(root, [], gone);
}
