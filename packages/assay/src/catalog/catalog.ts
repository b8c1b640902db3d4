import type { Database } from 'better-sqlite3';
import type { AuditAnchor, AuditBreak, AuditEntry } from '../domain/audit.ts';
import type { Execution } from '../domain/execution.ts';
import type { PastVerdict, RunSummary } from '../domain/history.ts';
import type { DayOfRuns, OpenSince, RuleLately, RuleOfLine } from '../domain/lately.ts';
import type { LineageLink, VersionAt } from '../domain/lineage-walk.ts';
import type { ObjectId } from '../domain/object-id.ts';
import type { PastRun, PastValues } from '../domain/past-run.ts';
import type { Profile } from '../domain/profile.ts';
import type { RemoteFact, RemoteHead } from '../domain/remote.ts';
import type { RuleSeries } from '../domain/report-data.ts';
import type { Grant } from '../domain/roles.ts';
import type { Run } from '../domain/run.ts';
import type { Outcome, StageMove } from '../domain/stage-moves.ts';
import type { Status } from '../domain/verdict.ts';
import type { Version, VersionRoot } from '../domain/version-record.ts';
import type { VersionRef } from '../domain/version-ref.ts';
import { type AuditFilter, appendAudit, endOfAudit, followAudit, listAudit } from './audit.ts';
import { catalogFile } from './catalog-file.ts';
import { type DigestTimes, daysOfRuns } from './days-of-runs.ts';
import { getRun, latestRun } from './get-run.ts';
import { type LastStatus, lastStatuses } from './last-statuses.ts';
import { executionOf, unknownExecutions } from './lineage/executions.ts';
import { learnOrigins, type Origin } from './lineage/keep-origin.ts';
import { type Direction, reach } from './lineage/reach.ts';
import { listRuns, pastRuns, type RunFilter, runNames } from './list-runs.ts';
import { openSince } from './open-since.ts';
import { pastValues } from './past-values.ts';
import { latestRules, pastVerdicts, rulesOf } from './past-verdicts.ts';
import { profileOfRun, saveProfile } from './profiles.ts';
import { type Pruned, type PruneLimits, pruneRuns } from './prune-runs.ts';
import { catalogId, headOf } from './remote/mirror.ts';
import { keepPushed, knowsFact, type PushedEntries } from './remote/push-entries.ts';
import { type TakeEntry, type Taken, takeEntry } from './remote/take-entry.ts';
import { unpushed } from './remote/unpushed.ts';
import { ruleSeries } from './rule-series.ts';
import { rulesLately } from './rules-lately.ts';
import { saveRun } from './save-run.ts';
import { type KeptStates, keptStates } from './sqlite/kept-states.ts';
import { type KnownFiles, knownFilesIn } from './sqlite/known-files.ts';
import { openDatabase } from './sqlite/open-database.ts';
import { sqliteStore } from './sqlite/sqlite-store.ts';
import { type Asked, allow, type By } from './stages/allowed.ts';
import { changeGrant, type GrantChange } from './stages/change-grant.ts';
import { grantsIn } from './stages/grants.ts';
import { moveStage, movesOf, movesTo, type StageWish } from './stages/move-stage.ts';
import { type RollBack, rollBack } from './stages/roll-back.ts';
import type { Store } from './store.ts';
import { findVersion, listVersions, versionNames, versionRoots } from './versions/find-versions.ts';
import { gateVersion, type NewGate, type NewVersion, saveVersion } from './versions/save-version.ts';
import { type Tagging, tagVersion } from './versions/tag-version.ts';

export type { AuditEntry, AuditFilter, DigestTimes, LastStatus, Pruned, PruneLimits, RunFilter };
export { catalogFile };

/**
 * The project's memory: `.assay/catalog.db`, or a schema of a PostgreSQL server. What a method has acknowledged survives the end of the
 * process.
 */
export interface Catalog {
  /** The file, or the URL without its password. */
  readonly place: string;
  readonly runs: {
    /** Stores a run; one stored before under the same id is replaced. */
    readonly save: (run: Run) => Promise<void>;
    /** By id, or by the beginning of one id; undefined where there is none, or more than one. */
    readonly get: (id: string) => Promise<Run | undefined>;
    readonly latest: (name?: string) => Promise<Run | undefined>;
    /** Newest first. */
    readonly list: (filter?: RunFilter) => Promise<readonly RunSummary[]>;
    /** Earlier runs of a dataset whose scope was written alike, oldest first, for checks that look back. */
    readonly history: (
      name: string,
      options?: { readonly admittedOnly?: boolean; readonly scope?: string; readonly limit?: number },
    ) => Promise<readonly PastRun[]>;
    /** What rules that look back at their numbers observed in earlier runs, of whatever scope, oldest first. */
    readonly values: (name: string, rules: readonly string[], limit?: number) => Promise<PastValues>;
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
    /** How the runs of the last weeks went, by dataset, scope and day; of all datasets without names. */
    readonly days: (times: DigestTimes, names?: readonly string[]) => Promise<readonly DayOfRuns[]>;
    /** What the rules found in the last two weeks that were not always in order. */
    readonly rulesLately: (times: DigestTimes, names?: readonly string[]) => Promise<readonly RuleLately[]>;
    /** Since when rules have been failing or not judged. */
    readonly openSince: (rules: readonly RuleOfLine[], to: string) => Promise<readonly OpenSince[]>;
    /** What rules found last, up to a time; nothing of those that no run judged. */
    readonly lastStatuses: (rules: readonly string[], to: string) => Promise<readonly LastStatus[]>;
    readonly prune: (limits: PruneLimits) => Promise<readonly Pruned[]>;
  };
  readonly states: KeptStates;
  readonly profiles: {
    /** Stores what was measured beside a stored run. */
    readonly save: (profile: Profile, run: Pick<Run, 'id'>) => Promise<void>;
    readonly ofRun: (id: string) => Promise<Profile | undefined>;
  };
  readonly versions: {
    /** Gives a version the next number of its name, and returns it. */
    readonly save: (version: NewVersion) => Promise<number>;
    /** Keeps what a gate said of a version. */
    readonly gate: (given: NewGate) => Promise<void>;
    /** Undefined where there is none, or where the beginning of an id means several. */
    readonly find: (ref: VersionRef) => Promise<Version | undefined>;
    /** The newest first. */
    readonly list: (filter?: {
      readonly name?: string;
      readonly limit?: number;
    }) => Promise<readonly Version[]>;
    /** Moves or takes away an alias, and returns where it led before. */
    readonly tag: (tagging: Tagging) => Promise<number | undefined>;
    /** Names that have versions. */
    readonly names: () => Promise<readonly string[]>;
    /** Records, trees and executions of all versions, the oldest first. */
    readonly roots: () => Promise<readonly VersionRoot[]>;
  };
  readonly lineage: {
    /** What versions were made from, or what was made from them, however far; what each of those was made from. */
    readonly reach: (roots: readonly VersionAt[], direction: Direction) => Promise<readonly LineageLink[]>;
    readonly execution: (id: ObjectId) => Promise<Execution | undefined>;
    /** Executions that records name, and that were not learned: of versions that came from elsewhere. */
    readonly unknown: () => Promise<readonly ObjectId[]>;
    /** Learns what made the versions whose records name these executions. */
    readonly learn: (origins: readonly Origin[]) => Promise<void>;
  };
  readonly stages: {
    /** Lets a stage lead to a version where its rule is met; else says what is lacking. */
    readonly move: (wish: StageWish) => Promise<Outcome>;
    /** Lets a stage lead to what it led to before; undefined where there is nothing. */
    readonly rollBack: (given: RollBack) => Promise<StageMove | undefined>;
    /** What a stage has led to, in the order of the moves. */
    readonly moves: (name: string, stage: string) => Promise<readonly StageMove[]>;
    /** Moves of all stages that led to one version. */
    readonly movesTo: (name: string, number: number) => Promise<readonly StageMove[]>;
  };
  readonly grants: {
    /** By actor. */
    readonly list: () => Promise<readonly Grant[]>;
    /** Throws `Refusal` where somebody may not do that, and says so in the audit. */
    readonly allow: (by: By, asked: Asked) => Promise<void>;
    /** Gives a role, or takes it away. */
    readonly change: (given: GrantChange) => Promise<void>;
  };
  readonly remotes: {
    /** What this catalog is called where it is one of several. */
    readonly ownId: () => Promise<string>;
    /** How far the journal of a name was followed. */
    readonly head: (remote: string, name: string) => Promise<RemoteHead>;
    /** What a remote was not told of a name, in an order in which it can be believed. */
    readonly unpushed: (remote: string, name: string) => Promise<readonly RemoteFact[]>;
    /** Whether this catalog says so itself. */
    readonly knows: (name: string, fact: RemoteFact) => Promise<boolean>;
    /** Keeps which entries of a remote say what this catalog says. */
    readonly pushed: (given: PushedEntries) => Promise<void>;
    /** Takes over what the next entry of a remote says, where the rules and grants of this catalog let it. */
    readonly take: (given: TakeEntry) => Promise<Taken>;
  };
  /** Files of this machine that were read before. */
  readonly knownFiles: KnownFiles;
  readonly audit: {
    /** False where an entry with the same `once` exists: nothing is written then. */
    readonly append: (entry: AuditEntry) => Promise<boolean>;
    /** Oldest first. */
    readonly list: (filter?: AuditFilter) => Promise<readonly AuditEntry[]>;
    /** Where the audit ends, without following it. */
    readonly end: () => Promise<AuditAnchor>;
    /** Where the audit ends, and the first entry that is not as it was written; with an anchor, also where it is another than before. */
    readonly follow: (
      anchor?: AuditAnchor,
    ) => Promise<{ readonly anchor: AuditAnchor; readonly broken?: AuditBreak }>;
  };
  /**
   * Does what no other process of the project does meanwhile: it waits for its turn, and a process that ends gives its turn away. The
   * work may not use the catalog.
   */
  readonly alone: <T>(work: () => T) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** What stays on this machine, also where the rest is on a server. */
interface Local {
  readonly states: KeptStates;
  readonly knownFiles: KnownFiles;
}

const localIn = (file: string, open: () => Promise<Database>): Local => ({
  states: keptStates(file, open),
  knownFiles: knownFilesIn(file, open),
});

const catalogIn = (store: Store, { states, knownFiles }: Local, close: () => Promise<void>): Catalog => {
  const guarded =
    <A extends readonly unknown[], R>(work: (...args: A) => R | Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await work(...args);
      } catch (cause) {
        throw store.explain(cause);
      }
    };
  return {
    place: store.place,
    runs: {
      save: guarded((run: Run) => saveRun(store, run)),
      get: guarded((id: string) => getRun(store, id)),
      latest: guarded((name?: string) => latestRun(store, name)),
      list: guarded((filter: RunFilter = {}) => listRuns(store, filter)),
      history: guarded((name, options = {}) => pastRuns(store, name, options)),
      values: guarded((name: string, rules: readonly string[], limit = 1500) =>
        pastValues(store, name, rules, limit),
      ),
      ofRule: guarded((name: string, rule: string, limit = 100) => pastVerdicts(store, name, rule, limit)),
      series: guarded((name: string, runs: readonly string[]) => ruleSeries(store, name, runs)),
      names: guarded(() => runNames(store)),
      rules: guarded((name: string) => rulesOf(store, name)),
      latestRules: guarded(() => latestRules(store)),
      days: guarded((times: DigestTimes, names: readonly string[] = []) => daysOfRuns(store, times, names)),
      rulesLately: guarded((times: DigestTimes, names: readonly string[] = []) =>
        rulesLately(store, times, names),
      ),
      openSince: guarded((rules: readonly RuleOfLine[], to: string) => openSince(store, rules, to)),
      lastStatuses: guarded((rules: readonly string[], to: string) => lastStatuses(store, rules, to)),
      prune: guarded(async (limits: PruneLimits) => {
        const pruned = await pruneRuns(store, limits);
        if (limits.startedBefore !== undefined) await states.forget(limits.startedBefore);
        return pruned;
      }),
    },
    states,
    profiles: {
      save: guarded((profile: Profile, run: Pick<Run, 'id'>) => saveProfile(store, profile, run)),
      ofRun: guarded((id: string) => profileOfRun(store, id)),
    },
    versions: {
      save: guarded((version: NewVersion) => saveVersion(store, version)),
      gate: guarded((given: NewGate) => gateVersion(store, given)),
      find: guarded((ref: VersionRef) => findVersion(store, ref)),
      list: guarded((filter = {}) => listVersions(store, filter)),
      tag: guarded((tagging: Tagging) => tagVersion(store, tagging)),
      names: guarded(() => versionNames(store)),
      roots: guarded(() => versionRoots(store)),
    },
    lineage: {
      reach: guarded((roots: readonly VersionAt[], direction: Direction) => reach(store, roots, direction)),
      execution: guarded((id: ObjectId) => executionOf(store, id)),
      unknown: guarded(() => unknownExecutions(store)),
      learn: guarded((origins: readonly Origin[]) => learnOrigins(store, origins)),
    },
    stages: {
      move: guarded((wish: StageWish) => moveStage(store, wish)),
      rollBack: guarded((given: RollBack) => rollBack(store, given)),
      moves: guarded((name: string, stage: string) => movesOf(store, name, stage)),
      movesTo: guarded((name: string, number: number) => movesTo(store, name, number)),
    },
    grants: {
      list: guarded(() => grantsIn(store)),
      allow: guarded((by: By, asked: Asked) => allow(store, by, asked)),
      change: guarded((given: GrantChange) => changeGrant(store, given)),
    },
    remotes: {
      ownId: guarded(() => catalogId(store)),
      head: guarded((remote: string, name: string) => headOf(store, remote, name)),
      unpushed: guarded((remote: string, name: string) => unpushed(store, { remote, name })),
      knows: guarded((name: string, fact: RemoteFact) => knowsFact(store, name, fact)),
      pushed: guarded((given: PushedEntries) => keepPushed(store, given)),
      take: guarded((given: TakeEntry) => takeEntry(store, given)),
    },
    knownFiles,
    audit: {
      end: guarded(() => endOfAudit(store)),
      append: guarded((entry: AuditEntry) => appendAudit(store, entry)),
      list: guarded((filter: AuditFilter = {}) => listAudit(store, filter)),
      follow: guarded((anchor?: AuditAnchor) => followAudit(store, anchor)),
    },
    alone: <T>(work: () => T) => guarded(() => store.alone(work))(),
    close: guarded(close),
  };
};

const openLocal = async (file: string): Promise<Catalog> => {
  const db = await openDatabase(file);
  const store = sqliteStore(db, file);
  return catalogIn(
    store,
    localIn(file, async () => db),
    store.close,
  );
};

const openOnServer = async (url: string, file: string): Promise<Catalog> => {
  const { postgresStore } = await import('./postgres/postgres-store.ts');
  const store = await postgresStore(url);
  let local: Promise<Database> | undefined;
  return catalogIn(
    store,
    localIn(file, () => (local ??= openDatabase(file))),
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
