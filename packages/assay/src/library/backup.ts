import type { BackedUp, Restored } from '../domain/backup.ts';
import { byOf, cwdOf, type ProjectOptions, projectOf } from './places.ts';

/**
 * Copies the catalog and what versions are made of to a folder, while others work on: an empty one, or an earlier backup, to which only what is new is
 * copied. A catalog on a server is not copied.
 */
export const backup = async (
  to: string,
  options: ProjectOptions & { readonly actor?: string } = {},
): Promise<BackedUp> =>
  (await import('../operations/versions/backup/back-up.ts')).backUpProject(projectOf(options).project, {
    to,
    actor: (await byOf(options)).actor,
    cwd: cwdOf(options),
  });

/** Brings back what a backup holds into a project that keeps nothing yet, and tells what is not whole. */
export const restore = async (from: string, options: ProjectOptions = {}): Promise<Restored> =>
  (await import('../operations/versions/backup/restore.ts')).restoreProject(projectOf(options).project, {
    from,
    cwd: cwdOf(options),
  });
