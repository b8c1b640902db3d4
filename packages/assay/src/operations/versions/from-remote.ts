import { existsSync } from 'node:fs';
import type { ObjectId } from '../../domain/object-id.ts';
import { Refusal, refuse } from '../../domain/problem.ts';
import type { Carried } from '../../domain/remote-reports.ts';
import { touch } from '../../versions/objects/touch.ts';
import { findAside } from '../../versions/remote/aside.ts';
import type { Carrier } from '../../versions/remote/copy-objects.ts';
import type { FolderRemote } from '../../versions/remote/folder-remote.ts';

export interface Carrying {
  readonly signal?: AbortSignal;
  readonly onCarried?: (carried: Carried) => void;
}

/** Counts what is carried. */
export const counting = ({ signal, onCarried }: Carrying) => {
  const carried = { objects: 0, bytes: 0 };
  return {
    carried,
    options: {
      ...(signal === undefined ? {} : { signal }),
      onCopied: (bytes: number): void => {
        carried.objects += 1;
        carried.bytes += bytes;
        onCarried?.(carried);
      },
    },
  };
};

/** Brings objects of a remote to this machine. */
export const fromRemote = (
  { place, objects }: FolderRemote,
  to: string,
  more: Pick<Carrier, 'onCopied' | 'signal'>,
): Carrier => ({
  ...more,
  from: objects,
  to,
  isThere: (id) => touch(to, id),
  elsewhere: (id) => findAside(objects, id),
  onBroken: (id: ObjectId, what) =>
    refuse(
      'version-damaged',
      `object ${id} is ${what} on the remote`,
      'assay push --repair, where it is whole, brings it there anew',
      { file: place },
    ),
});

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause && 'syscall' in cause ? String(cause.code) : undefined;

/** Tells what the file system says of the remote as a problem of the remote. */
export const withRemote = async <T>(place: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    const path = cause instanceof Error && 'path' in cause ? String(cause.path) : '';
    if (cause instanceof Refusal || codeOf(cause) === undefined || !path.startsWith(place)) throw cause;
    const words = cause instanceof Error ? cause.message : String(cause);
    return refuse(
      'remote-unusable',
      existsSync(place) ? words : `the remote is there no more: ${words}`,
      'what was carried stays; begin again when it can be used',
      { file: place },
      cause,
    );
  }
};
