import type { Pulled, Pushed } from '../domain/remote-reports.ts';
import { byOf, type ProjectOptions, projectOf } from './places.ts';

/**
 * Brings versions, and what is known of them, to the folder that `assay.yaml` names as remote; of all names without any. Throws `Refusal` where the remote
 * has something that is to be pulled first.
 */
export const push = async (
  names: readonly string[] = [],
  options: ProjectOptions & {
    readonly actor?: string;
    readonly begin?: boolean;
    readonly repair?: boolean;
  } = {},
): Promise<Pushed> =>
  (await import('../operations/versions/push.ts')).pushVersions(projectOf(options).project, {
    names,
    begin: options.begin ?? false,
    repair: options.repair ?? false,
    actor: (await byOf(options)).actor,
  });

/** Takes over what others pushed; with `locked` only the bytes of the versions that `assay.lock` pins. */
export const pull = async (
  names: readonly string[] = [],
  options: ProjectOptions & { readonly actor?: string; readonly locked?: boolean } = {},
): Promise<Pulled> =>
  (await import('../operations/versions/pull.ts')).pullVersions(projectOf(options).project, {
    names,
    locked: options.locked ?? false,
    actor: (await byOf(options)).actor,
  });
