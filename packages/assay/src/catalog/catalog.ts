import type { Database } from 'better-sqlite3';
import { catalogFile } from './catalog-file.ts';
import type { DigestTimes } from './days-of-runs.ts';
import type { LastStatus } from './last-statuses.ts';
import { type CatalogAudit, catalogAudit } from './parts/audit.ts';
import { type CatalogLineage, catalogLineage } from './parts/lineage.ts';
import { type CatalogLocal, catalogLocal } from './parts/local.ts';
import { type CatalogProfiles, catalogProfiles } from './parts/profiles.ts';
import { type CatalogRemotes, catalogRemotes } from './parts/remotes.ts';
import { type CatalogRuns, catalogRuns } from './parts/runs.ts';
import { type CatalogGrants, type CatalogStages, catalogGrants, catalogStages } from './parts/stages.ts';
import { type CatalogVersions, catalogVersions } from './parts/versions.ts';
import type { PruneLimits } from './prune-runs.ts';
import { copying } from './sqlite/copying.ts';
import { openDatabase } from './sqlite/open-database.ts';
import { sqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

export type { DigestTimes, LastStatus, PruneLimits };

/**
 * The project's memory: `.assay/catalog.db`, or a schema of a PostgreSQL server. What a method has acknowledged survives the end of the
 * process.
 */
export interface Catalog extends CatalogLocal {
  /** The file, or the URL without its password. */
  readonly place: string;
  readonly runs: CatalogRuns;
  readonly profiles: CatalogProfiles;
  readonly versions: CatalogVersions;
  readonly lineage: CatalogLineage;
  readonly stages: CatalogStages;
  readonly grants: CatalogGrants;
  readonly remotes: CatalogRemotes;
  readonly audit: CatalogAudit;
  /**
   * Does what no other process of the project does meanwhile: it waits for its turn, and a process that ends gives its turn away. The
   * work may not use the catalog.
   */
  readonly alone: <T>(work: () => T) => Promise<T>;
  /** Copies it as it is at one moment to a file that is not there, while others write. Absent where it is on a server, which has backups of its own. */
  readonly copyTo?: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const catalogIn = (store: Store, local: CatalogLocal, close: () => Promise<void>): Catalog => ({
  ...local,
  place: store.place,
  runs: catalogRuns(store, local.states),
  profiles: catalogProfiles(store),
  versions: catalogVersions(store),
  lineage: catalogLineage(store),
  stages: catalogStages(store),
  grants: catalogGrants(store),
  remotes: catalogRemotes(store),
  audit: catalogAudit(store),
  alone: store.alone,
  close,
});

const openLocal = async (file: string): Promise<Catalog> => {
  const db = await openDatabase(file);
  const store = sqliteStore(db, file);
  const local = catalogLocal(file, async () => db);
  return { ...catalogIn(store, local, store.close), copyTo: copying(db, file) };
};

const openOnServer = async (url: string, file: string): Promise<Catalog> => {
  const { postgresStore } = await import('./postgres/postgres-store.ts');
  const store = await postgresStore(url);
  let local: Promise<Database> | undefined;
  return catalogIn(
    store,
    catalogLocal(file, () => (local ??= openDatabase(file))),
    async () => {
      (await local)?.close();
      await store.close();
    },
  );
};

/**
 * Opens the catalog of a project, and begins one where there is none: in its folder, or on the PostgreSQL server of a URL. Throws `Refusal`
 * where it cannot be used; a server is reached, and may refuse, when it is first asked.
 */
export const openCatalog = (projectFolder: string, url?: string): Promise<Catalog> => {
  const file = catalogFile(projectFolder);
  return url === undefined ? openLocal(file) : openOnServer(url, file);
};
