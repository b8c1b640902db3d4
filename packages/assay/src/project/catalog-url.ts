import { Refusal, refuse } from '../domain/problem.ts';
import { interpolate } from './interpolate.ts';
import type { Project } from './project.ts';

/**
 * The server that keeps the runs of a project; undefined where they are kept in its folder. Throws `Refusal` for a variable that is not
 * set, and for what is no URL of PostgreSQL.
 */
export const catalogUrlOf = ({ config, variables, placeOf }: Project): string | undefined => {
  if (config.catalog === undefined) return undefined;
  const where = placeOf(['catalog']);
  const url = interpolate(config.catalog, variables, where);
  if (typeof url !== 'string') throw new Refusal([url]);
  return /^postgres(ql)?:\/\//i.test(url) && URL.canParse(url)
    ? url
    : refuse(
        'config-invalid',
        'catalog is no URL of a PostgreSQL database',
        'write postgres://user@host/database or ${env:NAME}, or leave it out: runs are then kept beside the project',
        where,
      );
};
