import { type BigIntStats, type Dirent, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { orderTexts } from '../../domain/order-texts.ts';
import { refuse } from '../../domain/problem.ts';
import { ChangedMeanwhile } from '../objects/taken.ts';
import { stampOf } from './stamp.ts';

/** What lies at a path below a folder. */
export type Found = { readonly path: string; readonly at: string } & (
  | {
      readonly kind: 'file';
      /** By which it is known whether it changes. */
      readonly stamp: string;
      readonly bytes: number;
      readonly executable: boolean;
    }
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'folder' }
);

/** What tools keep beside data is no part of them. */
const left = new Set(['.assay', '.git', '.dvc']);

/** A name, with what it is sorted by: what is in a folder comes where its name and `/` do. */
interface Named {
  readonly name: string;
  readonly key: string;
}

const entriesIn = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw hasGone(cause) ? new ChangedMeanwhile(folder) : cause;
  }
};

/** Where a link leads to. Throws `Refusal` where that is no UTF-8: it would come back as another link. */
const targetOf = (at: string): string => {
  const raw = readlinkSync(at, 'buffer');
  const target = raw.toString();
  if (!Buffer.from(target).equals(raw))
    refuse(
      'source-unreadable',
      `the link leads to ${JSON.stringify(target)}, which is no UTF-8`,
      'rename what it leads to',
      {
        file: at,
      },
    );
  return target;
};

const namesIn = (folder: string): readonly Named[] => {
  const entries = entriesIn(folder);
  for (const { name } of entries)
    if (
      name.includes('\ufffd') &&
      !readdirSync(folder, 'buffer').some((raw) => raw.equals(Buffer.from(name)))
    )
      refuse('source-unreadable', `the name ${JSON.stringify(name)} is no UTF-8`, 'rename the file', {
        file: folder,
      });
  return entries
    .filter(({ name }) => !left.has(name))
    .map((entry) => ({ name: entry.name, key: entry.isDirectory() ? `${entry.name}/` : entry.name }))
    .toSorted((one, other) => orderTexts(one.key, other.key));
};

const hasGone = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  (cause.code === 'ENOENT' || cause.code === 'ENOTDIR' || cause.code === 'EINVAL');

/** A file as it is told apart from what it becomes later. */
export const foundFile = (path: string, at: string, stat: BigIntStats): Found => ({
  path,
  at,
  kind: 'file',
  stamp: stampOf(stat),
  bytes: Number(stat.size),
  executable: (stat.mode & 0o100n) !== 0n,
});

const lookAt = (path: string, at: string): Found => {
  try {
    const stat = lstatSync(at, { bigint: true });
    if (stat.isFile()) return foundFile(path, at, stat);
    if (stat.isSymbolicLink()) return { path, at, kind: 'link', to: targetOf(at) };
    if (stat.isDirectory()) return { path: `${path}/`, at, kind: 'folder' };
  } catch (cause) {
    throw hasGone(cause) ? new ChangedMeanwhile(at) : cause;
  }
  return refuse('source-unsupported', 'it is no file, folder or link', 'a pipe or a device has no versions', {
    file: at,
  });
};

/** Which folder is at a path: undefined where none is any more. */
const identityOf = (folder: string): string | undefined => {
  const stat = lstatSync(folder, { bigint: true, throwIfNoEntry: false });
  return stat?.isDirectory() === true ? `${stat.dev}:${stat.ino}` : undefined;
};

/** Looks at each name when its turn comes; a folder whose path leads to another one afterwards changed meanwhile. */
function* below(folder: string, prefix: string): Generator<Found> {
  const identity = identityOf(folder);
  for (const { name, key } of namesIn(folder)) {
    const one = lookAt(`${prefix}${name}`, join(folder, name));
    if ((one.kind === 'folder') !== key.endsWith('/')) throw new ChangedMeanwhile(one.at);
    if (one.kind !== 'folder') {
      yield one;
      continue;
    }
    let isEmpty = true;
    for (const inner of below(one.at, one.path)) {
      isEmpty = false;
      yield inner;
    }
    if (isEmpty) yield one;
  }
  if (identity === undefined || identityOf(folder) !== identity) throw new ChangedMeanwhile(folder);
}

/**
 * Every file, link and empty folder below a folder, in the order of their paths by code point. Links are not followed. Throws `Refusal`
 * for what has no bytes to keep: pipes, sockets, devices.
 */
export const sortedPaths = (folder: string): Generator<Found> => below(folder, '');
