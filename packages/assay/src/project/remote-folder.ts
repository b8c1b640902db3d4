import { resolve } from 'node:path';
import { refuse } from '../domain/problem.ts';
import { filled } from './filled.ts';
import type { Project } from './project.ts';

/** The folder that `assay.yaml` names as remote; undefined where it names none. Throws `Refusal` for a variable that is not set. */
export const remoteFolderIn = (project: Project): string | undefined => {
  const { remote } = project.config;
  if (remote === undefined) return undefined;
  const place = filled(remote, project, ['remote']);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(place))
    refuse(
      'remote-unusable',
      'the remote is a URL, and Assay shares versions by folders only',
      'mount it, and name the folder',
      project.placeOf(['remote']),
    );
  return resolve(project.folder, place);
};

/** The same. Throws `Refusal` where there is none. */
export const remoteFolderOf = (project: Project): string =>
  remoteFolderIn(project) ??
  refuse(
    'remote-unusable',
    'assay.yaml names no remote',
    'write remote: /mnt/share/assay, a folder that those who share have in common',
  );
