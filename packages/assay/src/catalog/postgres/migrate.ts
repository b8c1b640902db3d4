import type { ClientBase } from 'pg';
import { problem, Refusal } from '../../domain/problem.ts';
import type { ServerPlace } from '../../domain/server-place.ts';
import { migrations } from '../migrations/migrations.ts';
import { takeTurn } from './turn.ts';
import { words } from './words.ts';

const known = migrations.length;

const unusable = (message: string, hint: string): never => {
  throw new Refusal([problem('catalog-unusable', message, hint)]);
};

interface Found {
  readonly encoding: string;
  readonly schema: boolean;
  readonly relations: number;
  readonly marked: boolean;
}

const look = async (client: ClientBase, { schema }: ServerPlace): Promise<Found | undefined> =>
  (
    await client.query<Found>(
      `SELECT current_setting('server_encoding') AS encoding,
         EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS schema,
         (SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
           WHERE nspname = $1 AND relkind IN ('r', 'v', 'm', 'p', 'f')) AS relations,
         EXISTS (SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'assay_catalog') AS marked`,
      [schema],
    )
  ).rows[0];

/** The version of the catalog; 0 where there is none yet. */
const versionOf = async (client: ClientBase, at: ServerPlace): Promise<number> => {
  const found = await look(client, at);
  if (found?.encoding !== 'UTF8')
    unusable(
      `the database of the catalog at ${at.place} is encoded in ${found?.encoding}`,
      "create one with encoding 'UTF8'",
    );
  if (found?.marked !== true) {
    if ((found?.relations ?? 0) > 0)
      unusable(
        `the schema ${at.schema} at ${at.place} has tables, but is not a catalog of Assay`,
        'name another schema: ?schema=NAME at the end of the URL',
      );
    return 0;
  }
  const [marker] = (
    await client.query<{ version: number }>(`SELECT version FROM "${at.schema}".assay_catalog`)
  ).rows;
  const version = marker?.version ?? 0;
  if (version === 0)
    unusable(
      `the catalog at ${at.place} is damaged: its version is not there`,
      'bring it back from a backup, or move the schema away: the next run begins a new catalog',
    );
  if (version > known)
    unusable(
      `the catalog at ${at.place} has version ${version}, and this Assay knows versions up to ${known}`,
      'use the newer Assay that wrote it',
    );
  return version;
};

const begin = async (client: ClientBase, at: ServerPlace): Promise<void> => {
  if ((await look(client, at))?.schema !== true) await client.query(`CREATE SCHEMA "${at.schema}"`);
  await client.query('CREATE TABLE assay_catalog (version integer NOT NULL)');
  await client.query('INSERT INTO assay_catalog VALUES ($1)', [known]);
};

/** Brings the catalog of a server to this version, or begins it; of several that come at once one does it, and the others wait. */
export const migrate = async (client: ClientBase, at: ServerPlace): Promise<void> => {
  if ((await versionOf(client, at)) === known) return;
  await client.query('BEGIN');
  try {
    await takeTurn(client, at.schema);
    const version = await versionOf(client, at);
    if (version === 0) await begin(client, at);
    for (const { sql, local } of migrations.slice(version))
      if (local !== true) await client.query(sql(words));
    await client.query('UPDATE assay_catalog SET version = $1', [known]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw cause;
  }
};
