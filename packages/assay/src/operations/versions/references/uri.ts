import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { refuse } from '../../../domain/problem.ts';
import type { VersionRecord } from '../../../domain/version-record.ts';

const scheme = /^([a-z][a-z0-9+.-]+):\/\//i;

const pathIn = (uri: string, cwd: string): string => {
  const [, name] = scheme.exec(uri) ?? [];
  if (name === undefined) return resolve(cwd, uri);
  if (name.toLowerCase() !== 'file')
    return refuse(
      'source-unsupported',
      `${name}:// is no place that Assay refers to`,
      'name a path or a file:// URI: mount the place, or fetch the file and add it',
    );
  try {
    return fileURLToPath(uri);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return refuse('usage', `${uri} names no file of this machine: ${cause.message}`, 'write file:///path');
  }
};

/** Where a reference leads that a person names. Throws `Refusal` where nothing is there, and for places that are no files. */
export const placeOfReference = (uri: string, cwd: string): string => {
  const at = pathIn(uri, cwd);
  return existsSync(at)
    ? at
    : refuse('source-not-found', `there is no ${uri}`, 'check the path', { file: uri });
};

/** How a record names a place: from the project's folder where it is below it, so that it is found in every clone; else by its URI. */
export const uriOf = (at: string, folder: string): string => {
  const below = relative(folder, at);
  return below.startsWith('..') || isAbsolute(below)
    ? pathToFileURL(at).href
    : below === ''
      ? '.'
      : below.split(sep).join('/');
};

/** Where the files of a version lie on this machine. */
export const referencedPath = ({ uri }: NonNullable<VersionRecord['reference']>, folder: string): string =>
  pathIn(uri, folder);
