import { refuse } from '../domain/problem.ts';
import { filled } from './filled.ts';
import type { Project } from './project.ts';

/**
 * The server that keeps the runs of a project; undefined where they are kept in its folder. Throws `Refusal` for a variable that is not
 * set, and for what is no URL of PostgreSQL.
 */
export const catalogUrlOf = (project: Project): string | undefined => {
  const { catalog } = project.config;
  if (catalog === undefined) return undefined;
  const url = filled(catalog, project, ['catalog']);
  return /^postgres(ql)?:\/\//i.test(url) && URL.canParse(url)
    ? url
    : refuse(
        'config-invalid',
        'catalog is no URL of a PostgreSQL database',
        'write postgres://user@host/database or ${env:NAME}, or leave it out: runs are then kept beside the project',
        project.placeOf(['catalog']),
      );
};
