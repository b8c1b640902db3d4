import { refuse } from '../../domain/problem.ts';
import { redactUrl } from '../../domain/source.ts';

/** Where a catalog lies on a server. */
export interface ServerPlace {
  /** What the driver connects to. */
  readonly url: string;
  readonly schema: string;
  /** As people call it, without password and parameters. */
  readonly place: string;
}

/** Reads `postgres://user@host/database?schema=NAME`; the schema is `assay` where none is named. */
export const serverPlaceOf = (given: string): ServerPlace => {
  if (!URL.canParse(given) || !/^postgres(ql)?:$/.test(new URL(given).protocol))
    return refuse(
      'config-invalid',
      'catalog is no URL of a PostgreSQL database',
      'write postgres://user@host/database, or leave it out: runs are then kept beside the project',
    );
  const url = new URL(given);
  const schema = url.searchParams.get('schema') ?? 'assay';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(schema))
    return refuse(
      'config-invalid',
      `the catalog’s schema ${JSON.stringify(schema)} is no name`,
      'a name has letters, digits and _',
    );
  url.searchParams.delete('schema');
  return {
    url: url.href,
    schema,
    place: `${redactUrl(given)}${schema === 'assay' ? '' : `?schema=${schema}`}`,
  };
};
