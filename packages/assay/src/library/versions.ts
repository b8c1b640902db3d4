import type { VersionDetail } from '../domain/version-detail.ts';
import type {
  Added,
  CheckedOut,
  Tagged,
  Tidied,
  Verified,
  VersionDiff,
  VersionLog,
} from '../domain/version-reports.ts';
import type { Add } from '../operations/versions/adding/adding.ts';
import type { CheckOut } from '../operations/versions/check-out.ts';
import type { DiffVersions } from '../operations/versions/diff.ts';
import {
  type ActorOptions,
  byOf,
  cwdOf,
  type FolderOptions,
  folderOf,
  type ProjectOptions,
  projectOf,
} from './places.ts';

/**
 * Makes a version of a file or a folder: `await addVersion({ path: 'data/readings', name: 'readings' })`. Its bytes are kept, its contract judges
 * them, and it gets the next number; the same bytes as the newest make none.
 */
export const addVersion = async (
  options: ProjectOptions & Omit<Add, 'author' | 'cwd'> & { readonly author?: string },
): Promise<Added> => {
  const operation = await import('../operations/versions/add.ts');
  const { project, cwd } = projectOf(options);
  const { actor } = await byOf({ cwd, ...(options.author === undefined ? {} : { actor: options.author }) });
  return operation.addVersion(project, { ...options, author: actor, cwd });
};

/** The versions of a name, or of all, the newest first. */
export const versionLog = async (
  name?: string,
  options: FolderOptions & { readonly limit?: number; readonly actor?: string } = {},
): Promise<VersionLog> =>
  (await import('../operations/versions/log.ts')).versionLog(
    folderOf(options),
    name,
    options.limit ?? 20,
    (await byOf(options)).actor,
  );

/** All that is known of one version, `wear@v3`: its record, gates, moves of stages, first files, and the model that it is. */
export const versionDetail = async (
  version: string,
  options: FolderOptions & { readonly actor?: string } = {},
): Promise<VersionDetail> =>
  (await import('../operations/versions/detail.ts')).versionDetail(
    folderOf(options),
    version,
    (await byOf(options)).actor,
  );

/** Writes the bytes of a version, `readings@approved`, to a place, whole or not at all; each is verified on the way. */
export const checkOut = async (
  version: string,
  options: FolderOptions & Omit<CheckOut, 'version' | 'cwd' | 'actor'> & { readonly actor?: string } = {},
): Promise<CheckedOut> =>
  (await import('../operations/versions/check-out.ts')).checkOutVersion(folderOf(options), {
    ...options,
    version,
    actor: (await byOf(options)).actor,
    cwd: cwdOf(options),
  });

/**
 * What differs between two versions: paths, of which at most `most` are listed, and where both hold a table, columns and rows; rows are told
 * apart by `key`, else by the primary key of the contract. `files: true` compares files only.
 */
export const diffVersions = async (
  before: string,
  after: string,
  options: ProjectOptions & Partial<Omit<DiffVersions, 'before' | 'after' | 'cwd' | 'onProgress'>> = {},
): Promise<VersionDiff> => {
  const { project, cwd } = projectOf(options);
  return (await import('../operations/versions/diff.ts')).diffVersions(project, {
    most: Number.POSITIVE_INFINITY,
    files: false,
    examples: 3,
    ...options,
    before,
    after,
    actor: (await byOf(options)).actor,
    cwd,
  });
};

/** Lets a free alias lead to a version, or takes it away. */
export const tagVersion = async (
  version: string,
  tag: string,
  options: ActorOptions & { readonly remove?: boolean } = {},
): Promise<Tagged> =>
  (await import('../operations/versions/tag.ts')).tagIn(folderOf(options), {
    ...(await byOf(options)),
    version,
    tag,
    remove: options.remove ?? false,
  });

/** Whether everything that versions are made of is there, and is what it is called. */
export const verifyVersions = async (
  options: FolderOptions & {
    readonly version?: string;
    readonly deep?: boolean;
    /** Brings what is missing or damaged from the remote. */
    readonly repair?: boolean;
  } = {},
): Promise<Verified> =>
  (await import('../operations/versions/verify.ts')).verifyVersions(folderOf(options), {
    ...(options.version === undefined ? {} : { version: options.version }),
    deep: options.deep ?? false,
    repair: options.repair ?? false,
  });

/** Takes away kept bytes that no version needs and nobody used in the last days; with `remote` those of the remote. */
export const tidyVersions = async (
  options: ProjectOptions & {
    readonly graceDays?: number;
    readonly dryRun?: boolean;
    readonly remote?: boolean;
  } = {},
): Promise<Tidied> => {
  const tidy =
    options.remote === true
      ? (await import('../operations/versions/tidy-remote.ts')).tidyRemoteOf
      : (await import('../operations/versions/tidy.ts')).tidyObjects;
  return tidy(projectOf(options).project, {
    graceDays: options.graceDays ?? 7,
    dryRun: options.dryRun ?? false,
  });
};
