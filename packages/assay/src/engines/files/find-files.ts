import { accessSync, constants, globSync, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { refuse } from '../../domain/problem.ts';

/** A file that exists and may be read. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** ISO 8601 in UTC. */
  readonly modifiedAt: string;
}

const dataExtension = /\.(csv|tsv|tab|psv|json|ndjson|jsonl|parquet)(\.(gz|zst))?$/i;
const hidden = /^[._]/;

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['may not be read: permission denied', 'ask for read permission on the file and its folders'],
  EPERM: ['may not be read: permission denied', 'ask for read permission on the file and its folders'],
  ELOOP: ['is a link that leads back to itself', 'point the link at a real file'],
  ENOTDIR: ['lies under something that is not a folder', 'check the path'],
  ENAMETOOLONG: ['is a longer name than the file system takes', 'check the path'],
};

/** Makes a problem of what the file system says of a path. */
export const refuseFile = (path: string, cause: unknown): never => {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  const [words, hint] = reasons[code] ?? [
    `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    'check the file',
  ];
  return refuse('source-unreadable', `${path} ${words}`, hint, { file: path }, cause);
};

/** Undefined where there is nothing at the path. */
const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : refuseFile(path, cause);
  }
};

const special = (stat: Stats): string => {
  if (stat.isFIFO()) return 'a FIFO';
  if (stat.isSocket()) return 'a socket';
  return 'a device';
};

const found = (path: string, stat: Stats): FoundFile => {
  if (!stat.isFile()) {
    return refuse(
      'source-unsupported',
      `${path} is ${special(stat)}, no file`,
      `send it through standard input: cat ${path} | assay check -`,
      { file: path },
    );
  }
  try {
    accessSync(path, constants.R_OK);
  } catch (cause) {
    return refuseFile(path, cause);
  }
  return { path, sizeBytes: stat.size, modifiedAt: stat.mtime.toISOString() };
};

/** Data files below a folder; names that start with a dot or an underscore are left out, as writers use them for their own. */
const filesBelow = (folder: string): readonly FoundFile[] => {
  const below: FoundFile[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (hidden.test(entry.name)) continue;
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (dataExtension.test(entry.name)) {
        const stat = statOf(path);
        if (stat?.isFile()) below.push(found(path, stat));
      }
    }
  };
  try {
    walk(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
    return refuseFile(folder, cause);
  }
  if (below.length > 0) return below;
  return refuse(
    'source-not-found',
    `the folder ${folder} holds no data file`,
    'name a file, or a folder with CSV, TSV, JSON, NDJSON or Parquet files',
    { file: folder },
  );
};

/** The files of a path, a folder or a glob, in the order of their names. Throws `Refusal`; never returns none. */
export const findFiles = (pattern: string): readonly FoundFile[] => {
  const stat = statOf(pattern);
  if (stat?.isDirectory()) return filesBelow(pattern);
  if (stat !== undefined) return [found(pattern, stat)];
  const matches = /[*?[{]/.test(pattern) ? globSync(pattern).sort() : [];
  const files = matches.flatMap((path) => {
    const each = hidden.test(basename(path)) ? undefined : statOf(path);
    return each === undefined || each.isDirectory() ? [] : [found(path, each)];
  });
  if (files.length > 0) return files;
  return refuse(
    'source-not-found',
    `no file matches ${pattern}`,
    'check the path; globs such as data/**/*.parquet work',
    { file: pattern },
  );
};
