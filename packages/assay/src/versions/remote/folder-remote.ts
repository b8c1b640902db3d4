import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { type RemoteFile, remoteSchema } from '../../domain/remote.ts';
import { unfinishedFolder } from '../objects/object-path.ts';
import { writeOnce } from './write-once.ts';

const fileName = 'assay-remote.json';

/** A folder that several projects share, such as one on a network drive. */
export interface FolderRemote {
  /** As the project names it. */
  readonly place: string;
  readonly id: string;
  readonly objects: string;
  readonly names: string;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Makes a folder in one that is there, so that nothing is made where a share was, and is no more. Those may use it who may use the one it is in: what
 * the process would take away from that is given back.
 */
export const makeShared = (path: string): void => {
  if (isFolder(path)) return;
  const mode = statSync(dirname(path)).mode & 0o7777;
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
};

const parsed = (place: string): RemoteFile => {
  let value: unknown;
  const file = join(place, fileName);
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    return refuse(
      'remote-unusable',
      `${fileName} of the remote cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      'look at the file, and who may read it',
      { file },
      cause,
    );
  }
  const read = remoteSchema.safeParse(value);
  return read.success
    ? read.data
    : refuse(
        'remote-unusable',
        `${fileName} of the remote is none that this Assay reads`,
        'use the newer Assay that began the remote',
        { file },
      );
};

const remoteOf = (place: string, { id }: RemoteFile): FolderRemote => ({
  place,
  id,
  objects: join(place, 'objects'),
  names: join(place, 'names'),
});

/** Whether a folder is there and is a remote that was begun. */
export const isRemote = (place: string): boolean => existsSync(join(place, fileName));

/** A remote that was begun. Throws `Refusal` where the folder is not there, or is another. */
export const openRemote = (place: string): FolderRemote => {
  if (!isFolder(place))
    return refuse('remote-unusable', `there is no folder ${place}`, 'is the share mounted?', { file: place });
  if (isRemote(place)) return remoteOf(place, parsed(place));
  return readdirSync(place).length === 0
    ? refuse(
        'remote-unusable',
        `${place} is empty`,
        'is the share mounted? assay push --begin makes a new remote of an empty folder',
        { file: place },
      )
    : refuse(
        'remote-unusable',
        `${place} holds something else than a remote of Assay`,
        'name another folder',
        {
          file: place,
        },
      );
};

/** Makes a remote of an empty folder; one that is there stays as it is. */
export const beginRemote = (place: string): FolderRemote => {
  if (!isFolder(dirname(place)))
    refuse('remote-unusable', `there is no folder ${dirname(place)}`, 'is the share mounted?', {
      file: place,
    });
  makeShared(place);
  const left = readdirSync(place).filter((name) => !['names', 'objects'].includes(name));
  if (left.length === 0) {
    makeShared(join(place, 'objects'));
    makeShared(unfinishedFolder(join(place, 'objects')));
    for (let two = 0; two < 256; two += 1)
      makeShared(join(place, 'objects', two.toString(16).padStart(2, '0')));
    makeShared(join(place, 'names'));
    const file: RemoteFile = { schema: 'assay.remote/v1', id: randomBytes(16).toString('hex') };
    writeOnce(join(place, fileName), `${JSON.stringify(file)}\n`);
  }
  return openRemote(place);
};
