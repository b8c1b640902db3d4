import type { Kysely } from 'kysely';
import type { PastVerdict, RunSummary } from '../domain/history.ts';
import type { PastRun } from '../domain/past-run.ts';
import type { Profile } from '../domain/profile.ts';
import type { RuleSeries } from '../domain/report-data.ts';
import type { Run } from '../domain/run.ts';
import type { Status } from '../domain/verdict.ts';
import { type AuditEntry, type AuditFilter, appendAudit, listAudit } from './audit.ts';
import { catalogFile } from './catalog-file.ts';
import { openDatabase } from './database.ts';
import { explainFailure } from './failures.ts';
import { profileOfRun, saveProfile } from './profiles.ts';
import { pruneRuns } from './prune-runs.ts';
import {
  getRun,
  latestRules,
  latestRun,
  listRuns,
  pastRuns,
  pastVerdicts,
  type RunFilter,
  rulesOf,
  runNames,
} from './read-runs.ts';
import { ruleSeries } from './rule-series.ts';
import { saveRun } from './save-run.ts';
import { readStates, writeStates } from './states.ts';
import type { Tables } from './tables.ts';

export type { AuditEntry, AuditFilter, RunFilter };
export { catalogFile };

/** The project's memory: `.assay/catalog.db`. What a method has acknowledged survives the end of the process. */
export interface Catalog {
  readonly file: string;
  readonly runs: {
    /** Stores a run; one stored before under the same id is replaced. */
    readonly save: (run: Run) => Promise<void>;
    /** By id, or by the beginning of one id; undefined where there is none, or more than one. */
    readonly get: (id: string) => Promise<Run | undefined>;
    readonly latest: (name?: string) => Promise<Run | undefined>;
    /** Newest first. */
    readonly list: (filter?: RunFilter) => Promise<readonly RunSummary[]>;
    /** Earlier runs of a dataset with the same scope, oldest first, for checks that look back. */
    readonly history: (
      name: string,
      options?: { readonly admittedOnly?: boolean; readonly scope?: string; readonly limit?: number },
    ) => Promise<readonly PastRun[]>;
    /** What one rule found, newest first. */
    readonly ofRule: (name: string, rule: string, limit?: number) => Promise<readonly PastVerdict[]>;
    /** What every rule found in the given runs, one entry a run in their order. */
    readonly series: (name: string, runs: readonly string[]) => Promise<Readonly<Record<string, RuleSeries>>>;
    /** Names that have runs. */
    readonly names: () => Promise<readonly string[]>;
    /** Every rule that a run of this name judged. */
    readonly rules: (name: string) => Promise<readonly string[]>;
    /** The rules in the last run of every name. */
    readonly latestRules: () => Promise<
      readonly { readonly name: string; readonly rule: string; readonly status: Status }[]
    >;
    /** Keeps the newest `keep` runs of each name, or of one; returns how many went. */
    readonly prune: (options: { readonly keep: number; readonly name?: string }) => Promise<number>;
  };
  /** Metric states of sources that have not changed, as JSON by key, under what they have in common. Bounded: the least recently used go. */
  readonly states: {
    readonly read: (ground: string) => Promise<ReadonlyMap<string, string>>;
    readonly write: (ground: string, states: ReadonlyMap<string, string>) => Promise<void>;
  };
  readonly profiles: {
    /** Stores what was measured beside a stored run. */
    readonly save: (profile: Profile, run: Pick<Run, 'id'>) => Promise<void>;
    readonly ofRun: (id: string) => Promise<Profile | undefined>;
  };
  readonly audit: {
    /** False where an entry with the same `once` exists: nothing is written then. */
    readonly append: (entry: AuditEntry) => Promise<boolean>;
    /** Oldest first. */
    readonly list: (filter?: AuditFilter) => Promise<readonly AuditEntry[]>;
  };
  /**
   * Does what no other process of the project does meanwhile: it waits for its turn, and a process that ends gives its turn away. The
   * work may not use the catalog.
   */
  readonly alone: <T>(work: () => T) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Opens the catalog of a project, and begins one where there is none. Throws `Refusal` where it cannot be used. */
export const openCatalog = async (projectFolder: string): Promise<Catalog> => {
  const file = catalogFile(projectFolder);
  const db = await openDatabase(file);
  let layer: Promise<Kysely<Tables>> | undefined;
  const queries = (): Promise<Kysely<Tables>> =>
    (layer ??= import('kysely').then(
      ({ Kysely, SqliteDialect }) => new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) }),
    ));
  const guarded =
    <A extends readonly unknown[], R>(work: (...args: A) => R | Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await work(...args);
      } catch (cause) {
        throw explainFailure(cause, file);
      }
    };
  return {
    file,
    runs: {
      save: guarded((run: Run) => saveRun(db, run)),
      get: guarded(async (id: string) => getRun(await queries(), id)),
      latest: guarded(async (name?: string) => latestRun(await queries(), name)),
      list: guarded(async (filter: RunFilter = {}) => listRuns(await queries(), filter)),
      history: guarded(async (name, options = {}) => pastRuns(await queries(), name, options)),
      ofRule: guarded(async (name: string, rule: string, limit = 100) =>
        pastVerdicts(await queries(), name, rule, limit),
      ),
      series: guarded(async (name: string, runs: readonly string[]) =>
        ruleSeries(await queries(), name, runs),
      ),
      names: guarded(async () => runNames(await queries())),
      rules: guarded(async (name: string) => rulesOf(await queries(), name)),
      latestRules: guarded(async () => latestRules(await queries())),
      prune: guarded(({ keep, name }) => pruneRuns(db, keep, name)),
    },
    states: {
      read: guarded((ground: string) => readStates(db, ground)),
      write: guarded((ground: string, states: ReadonlyMap<string, string>) =>
        writeStates(db, ground, states),
      ),
    },
    profiles: {
      save: guarded((profile: Profile, run: Pick<Run, 'id'>) => saveProfile(db, profile, run)),
      ofRun: guarded((id: string) => profileOfRun(db, id)),
    },
    audit: {
      append: guarded((entry: AuditEntry) => appendAudit(db, entry)),
      list: guarded(async (filter: AuditFilter = {}) => listAudit(await queries(), filter)),
    },
    alone: <T>(work: () => T) => guarded(() => db.transaction(work).immediate())(),
    close: async () => {
      db.close();
    },
  };
};
