import { refuse } from './problem.ts';
import { redactUrl } from './source.ts';
import type { Place } from './verdict.ts';

/** Where a catalog lies on a server. */
export interface ServerPlace {
  /** What the driver connects to. */
  readonly url: string;
  readonly schema: string;
  /** As people call it, without password and parameters. */
  readonly place: string;
}

/**
 * Reads `postgres://user@host/database?schema=NAME`; the schema is `assay` where none is named. Throws `Refusal` for anything else, which
 * was written at `where`.
 */
export const serverPlaceOf = (given: string, where: Place = {}): ServerPlace => {
  if (!URL.canParse(given) || !/^postgres(ql)?:\/\//i.test(given))
    return refuse(
      'config-invalid',
      'catalog is no URL of a PostgreSQL database',
      'write postgres://user@host/database or ${env:NAME}, or leave it out: runs are then kept beside the project',
      where,
    );
  const url = new URL(given);
  const schema = url.searchParams.get('schema') ?? 'assay';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(schema))
    return refuse(
      'config-invalid',
      `the catalog’s schema ${JSON.stringify(schema)} is no name`,
      'a name has letters, digits and _',
      where,
    );
  url.searchParams.delete('schema');
  return {
    url: url.href,
    schema,
    place: `${redactUrl(given)}${schema === 'assay' ? '' : `?schema=${schema}`}`,
  };
};
