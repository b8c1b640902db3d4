import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { inject } from 'vitest';
import { type Catalog, openCatalog } from '../../src/catalog/catalog.ts';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { migrations } from '../../src/catalog/migrations/migrations.ts';
import { words as postgresWords } from '../../src/catalog/postgres/words.ts';
import { applicationId } from '../../src/catalog/sqlite/open-database.ts';
import { words as sqliteWords } from '../../src/catalog/sqlite/words.ts';

/** A place where a catalog may be, and the database behind it for tests that look or break there. */
export interface CatalogPlace {
  readonly folder: string;
  /** Absent where the catalog is a file in the folder. */
  readonly url?: string;
  readonly open: () => Promise<Catalog>;
  readonly sql: (
    text: string,
    ...parameters: readonly unknown[]
  ) => Promise<readonly Record<string, unknown>[]>;
  /** Leaves a catalog as an earlier version did, without runs; nobody may have it open. */
  readonly beginAt: (version: number) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'assay-catalog-'));

const sqlitePlace = async (): Promise<CatalogPlace> => {
  const folder = newFolder();
  return {
    folder,
    open: () => openCatalog(folder),
    sql: async (text, ...parameters) => {
      const db = new Sqlite(catalogFile(folder));
      try {
        const prepared = db.prepare<unknown[], Record<string, unknown>>(text.replace(/\$\d+/g, '?'));
        if (prepared.reader) return prepared.all(...parameters);
        prepared.run(...parameters);
        return [];
      } finally {
        db.close();
      }
    },
    beginAt: async (version) => {
      rmSync(dirname(catalogFile(folder)), { recursive: true, force: true });
      mkdirSync(dirname(catalogFile(folder)));
      const db = new Sqlite(catalogFile(folder));
      for (const { sql } of migrations.slice(0, version)) db.exec(sql(sqliteWords));
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${version}`);
      db.close();
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** One statement on the test server, in a schema. */
export const onServer = async (
  schema: string,
  text: string,
  ...parameters: readonly unknown[]
): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(`SET search_path TO "${schema}"`);
    return (await client.query(text, [...parameters])).rows;
  } finally {
    await client.end();
  }
};

export const newSchema = (): string => `catalog_${randomBytes(6).toString('hex')}`;

export const urlOf = (schema: string): string => `${inject('postgresUrl')}?schema=${schema}`;

export const postgresPlace = async (): Promise<
  CatalogPlace & { readonly schema: string; readonly url: string }
> => {
  const folder = newFolder();
  const schema = newSchema();
  const url = urlOf(schema);
  return {
    folder,
    schema,
    url,
    open: () => openCatalog(folder, url),
    sql: (text, ...parameters) => onServer(schema, text, ...parameters),
    beginAt: async (version) => {
      await onServer(schema, `CREATE SCHEMA "${schema}"`);
      await onServer(schema, 'CREATE TABLE assay_catalog (version integer NOT NULL)');
      await onServer(schema, 'INSERT INTO assay_catalog VALUES ($1)', version);
      for (const { sql, local } of migrations.slice(0, version))
        if (local !== true) await onServer(schema, sql(postgresWords));
    },
    remove: async () => {
      const begun = await onServer(
        schema,
        'SELECT nspname FROM pg_namespace WHERE starts_with(nspname, $1)',
        schema,
      );
      for (const { nspname } of begun) await onServer(schema, `DROP SCHEMA "${nspname}" CASCADE`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Every database that holds catalogs: what is said of one is held for the others. */
export const places: readonly { readonly name: string; readonly begin: () => Promise<CatalogPlace> }[] = [
  { name: 'SQLite', begin: sqlitePlace },
  { name: 'PostgreSQL', begin: postgresPlace },
];
