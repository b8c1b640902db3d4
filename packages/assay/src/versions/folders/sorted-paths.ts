import { type BigIntStats, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { orderTexts } from '../../domain/order-texts.ts';
import { refuse } from '../../domain/problem.ts';

/** What lies at a path below a folder. */
export type Found = { readonly path: string; readonly at: string } & (
  | { readonly kind: 'file'; readonly stat: BigIntStats }
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'folder' }
);

/** What tools keep beside data is no part of them. */
const left = new Set(['.assay', '.git', '.dvc']);

const namesIn = (folder: string): readonly string[] => {
  const names = readdirSync(folder);
  for (const name of names)
    if (
      name.includes('\ufffd') &&
      !readdirSync(folder, 'buffer').some((raw) => raw.equals(Buffer.from(name)))
    )
      refuse('source-unreadable', `the name ${JSON.stringify(name)} is no UTF-8`, 'rename the file', {
        file: folder,
      });
  return names.filter((name) => !left.has(name));
};

const lookAt = (path: string, at: string): Found => {
  const stat = lstatSync(at, { bigint: true });
  if (stat.isFile()) return { path, at, kind: 'file', stat };
  if (stat.isSymbolicLink()) return { path, at, kind: 'link', to: readlinkSync(at) };
  if (stat.isDirectory()) return { path: `${path}/`, at, kind: 'folder' };
  return refuse('source-unsupported', 'it is no file, folder or link', 'a pipe or a device has no versions', {
    file: at,
  });
};

function* below(folder: string, prefix: string): Generator<Found> {
  const found = namesIn(folder)
    .map((name) => lookAt(`${prefix}${name}`, join(folder, name)))
    .toSorted((one, other) => orderTexts(one.path, other.path));
  for (const one of found) {
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
}

/**
 * Every file, link and empty folder below a folder, in the order of their paths by code point. Links are not followed. Throws `Refusal`
 * for what has no bytes to keep: pipes, sockets, devices.
 */
export const sortedPaths = (folder: string): Generator<Found> => below(folder, '');
