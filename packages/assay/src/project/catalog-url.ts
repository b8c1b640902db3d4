import { serverPlaceOf } from '../domain/server-place.ts';
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
  serverPlaceOf(url, project.placeOf(['catalog']));
  return url;
};
