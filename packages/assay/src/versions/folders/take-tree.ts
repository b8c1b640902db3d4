import { lstatSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { ObjectId } from '../../domain/object-id.ts';
import { Refusal, refuse } from '../../domain/problem.ts';
import type { Tree } from '../../domain/tree.ts';
import { settle } from '../objects/finish.ts';
import { hashingPool } from '../objects/hash-files.ts';
import { ChangedMeanwhile } from '../objects/taken.ts';
import { workPool } from '../objects/work-pool.ts';
import type { Repository } from '../repository.ts';
import { writeTree } from '../trees/write-tree.ts';
import type { KnownSource } from './known-cursor.ts';
import { type Found, foundFile, sortedPaths } from './sorted-paths.ts';
import { type TakeProgress, takeEntries } from './take-entries.ts';

export interface TakeTreeOptions {
  readonly known: KnownSource;
  /** Files are hashed and stay where they are: none becomes an object. */
  readonly byReference?: boolean;
  /** The bytes of files are on the disk when it is done; without it the system writes them when it finds right. */
  readonly sync?: boolean;
  readonly onProgress?: (progress: TakeProgress) => void;
  readonly signal?: AbortSignal;
}

export interface TakenTree {
  readonly id: ObjectId;
  readonly tree: Tree;
  readonly form: 'file' | 'folder';
  /** Files that were not read: that their objects are still there has to be looked at. */
  readonly known: number;
}

interface Place {
  readonly form: 'file' | 'folder';
  /** What is known of the files is kept under it. */
  readonly root: string;
  readonly found: Iterable<Found>;
}

/** A link that a person names means what it leads to. */
const placeOf = (path: string): Place => {
  const at = realpathSync(path);
  const stat = lstatSync(at, { bigint: true });
  if (stat.isDirectory()) return { form: 'folder', root: at, found: sortedPaths(at) };
  if (stat.isFile()) return { form: 'file', root: at, found: [foundFile(basename(path), at, stat)] };
  return refuse(
    'source-unsupported',
    `${path} is no file and no folder`,
    'a pipe or a device has no versions',
    {
      file: path,
    },
  );
};

const explained = (cause: unknown, path: string): unknown => {
  if (cause instanceof ChangedMeanwhile)
    return refuse('source-changed', cause.message, 'add it when nobody writes to it', { file: cause.path });
  if (cause instanceof Refusal || !(cause instanceof Error && 'code' in cause)) return cause;
  return refuse(
    'source-unreadable',
    cause.message,
    'check that it is there and may be read',
    { file: path },
    cause,
  );
};

/** Keeps a file or a folder as a tree. Throws `Refusal` where something cannot be read or changes meanwhile. */
export const takeTree = async (
  repository: Repository,
  path: string,
  { known, byReference = false, sync = true, onProgress, signal }: TakeTreeOptions,
): Promise<TakenTree> => {
  const pool = byReference ? hashingPool() : workPool('take', signal);
  let knownFiles = 0;
  try {
    const { form, root, found } = placeOf(path);
    const entries = takeEntries(found, {
      // What was hashed only is not known to be an object.
      root: byReference ? `reference:${root}` : root,
      folder: repository.objects.folder,
      known,
      pool,
      sync,
      onKnown: (files) => {
        knownFiles += files;
      },
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    });
    const written = await writeTree(entries, repository.objects.put);
    if (sync && pool.wasAsked()) await settle(repository.objects.folder);
    return { form, known: knownFiles, ...written };
  } catch (cause) {
    throw signal?.aborted === true ? signal.reason : explained(cause, path);
  } finally {
    await pool.close();
  }
};
