/**
 * The library: what the command line does, typed. What a user can fix is thrown as `Refusal`, with every problem in it.
 *
 * @packageDocumentation
 */
import { resolve } from 'node:path';
import type { Contract } from './contract/contract.ts';
import type { AuditAnchor } from './domain/audit.ts';
import type { Card } from './domain/card.ts';
import type { ContractConversion, ContractDiff, ContractLint } from './domain/contract-reports.ts';
import type { ContractSuggestion } from './domain/contract-suggestion.ts';
import type { Digest } from './domain/digest.ts';
import type { DoctorReport } from './domain/doctor-report.ts';
import type { Executed } from './domain/executed.ts';
import type { Histories, History, RuleHistory } from './domain/history.ts';
import type { InitReport } from './domain/init-report.ts';
import type { Lineage, LineageDiff } from './domain/lineage.ts';
import type { PlanReport } from './domain/plan-report.ts';
import { Refusal, refuse } from './domain/problem.ts';
import type { Profile } from './domain/profile.ts';
import type { PrunedReport } from './domain/pruned.ts';
import type { QuarantineList, ReleaseDone } from './domain/quarantine-manifest.ts';
import type { Pulled, Pushed } from './domain/remote-reports.ts';
import type { Grant } from './domain/roles.ts';
import type { Run } from './domain/run.ts';
import type { Source } from './domain/source.ts';
import type { Promoted } from './domain/stage-moves.ts';
import type { Suspects } from './domain/suspects.ts';
import type { Topic } from './domain/topic.ts';
import type { VersionDetail } from './domain/version-detail.ts';
import type {
  Added,
  AuditReport,
  AuditVerified,
  CheckedOut,
  Grants,
  Tagged,
  Tidied,
  Verified,
  VersionDiff,
  VersionLog,
} from './domain/version-reports.ts';
import type { WaiverAdded } from './domain/waiver.ts';
import { admittedFile } from './operations/admitted-file.ts';
import { type CheckDatasetsOptions, checkDatasets, type Keeping } from './operations/check.ts';
import {
  convertContract as convertContractFile,
  diffContracts as diffContractFiles,
  lintContracts as lintContractFiles,
} from './operations/contract-tools.ts';
import { type DigestOptions, digestHistory } from './operations/digest.ts';
import { diagnose } from './operations/doctor.ts';
import { explained } from './operations/explain/rule-topics.ts';
import { allHistories, historyOf, ruleHistoryOf } from './operations/history.ts';
import { keepingIn, keepingNothing } from './operations/keeping.ts';
import type { LookOptions } from './operations/look-at.ts';
import { planDatasets } from './operations/plan.ts';
import { profileDataset } from './operations/profile.ts';
import { type HistoryLimits, pruneHistory as removeOldRuns } from './operations/prune-history.ts';
import { listQuarantine } from './operations/quarantine-folder.ts';
import { type ReleaseOptions, releaseQuarantine } from './operations/release-quarantine.ts';
import { formatNamed, render } from './operations/render.ts';
import { storedRuns as readStoredRuns } from './operations/stored-runs.ts';
import type { SuggestOptions } from './operations/suggest/suggest-contract.ts';
import { type SuspectsOptions, suspectsOf } from './operations/suspects.ts';
import { givenSource, type NamedSource, readContract as readContractFile } from './operations/targets.ts';
import type { Add } from './operations/versions/add.ts';
import type { CheckOut } from './operations/versions/check-out.ts';
import type { Execute } from './operations/versions/execute.ts';
import type { LineageOptions } from './operations/versions/lineage/lineage.ts';
import { type Waive, waiveRule } from './operations/waive.ts';
import { findProjectFolder } from './project/find.ts';
import { type Project, readProject } from './project/project.ts';
import type { Progress } from './run/gate-input.ts';

export type { Contract, ContractObject, ContractProperty } from './contract/contract.ts';
export type { AuditAnchor, AuditEntry } from './domain/audit.ts';
export type { Card } from './domain/card.ts';
export type { ContractConversion, ContractDiff, ContractLint } from './domain/contract-reports.ts';
export type { ContractSuggestion, ContractUpdate } from './domain/contract-suggestion.ts';
export type { Digest } from './domain/digest.ts';
export type { DoctorReport } from './domain/doctor-report.ts';
export type { Executed } from './domain/executed.ts';
export type { Histories, History, RuleHistory } from './domain/history.ts';
export type { InitReport } from './domain/init-report.ts';
export type { Lineage, LineageDiff } from './domain/lineage.ts';
export type { ModelDiff } from './domain/model-diff.ts';
export type { ModelSignature } from './domain/model-signature.ts';
export type { PlanReport } from './domain/plan-report.ts';
export type { Problem, ProblemCode } from './domain/problem.ts';
export { Refusal } from './domain/problem.ts';
export type { ColumnProfile, Profile } from './domain/profile.ts';
export type { PrunedReport } from './domain/pruned.ts';
export type { QuarantineList, ReleaseDone } from './domain/quarantine-manifest.ts';
export type { Pulled, Pushed } from './domain/remote-reports.ts';
export type { Grant, Role } from './domain/roles.ts';
export type { Decision, Run, Runs, Scores } from './domain/run.ts';
export type { Source } from './domain/source.ts';
export type { Promoted } from './domain/stage-moves.ts';
export type { SuspectCell, Suspects } from './domain/suspects.ts';
export type { Topic } from './domain/topic.ts';
export type { Dimension, Severity, Status, Verdict } from './domain/verdict.ts';
export type { VersionDetail } from './domain/version-detail.ts';
export type { Version, VersionRecord } from './domain/version-record.ts';
export type {
  Added,
  AuditReport,
  AuditVerified,
  CheckedOut,
  Grants,
  Tagged,
  Tidied,
  Verified,
  VersionDiff,
  VersionLog,
} from './domain/version-reports.ts';
export type { WaiverAdded } from './domain/waiver.ts';

export interface FolderOptions {
  /** The folder with `assay.yaml`; default: the nearest one upwards from `cwd`. */
  readonly project?: string;
  /** Where relative paths start; default: the working folder of the process. */
  readonly cwd?: string;
}

export interface ProjectOptions extends FolderOptions {
  /** Fills `${var:NAME}` in `assay.yaml`; `${env:NAME}` is filled from the environment of the process. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Uses the connections of this target in `assay.yaml`. */
  readonly target?: string;
}

type GateOptions = ProjectOptions & Omit<CheckDatasetsOptions, 'cwd' | 'sources'>;

export interface PlanOptions extends GateOptions {
  /** A dataset of the project, a file, a glob, a table URL, or a source. */
  readonly source: string | Source;
}

export interface CheckOptions extends PlanOptions {
  /** False keeps no run, reads neither history nor waivers and quarantines nothing; default true. */
  readonly keep?: boolean;
  /** Writes the rows that no rule refuses there: .parquet, .csv or .ndjson. */
  readonly admitted?: string;
}

export interface CheckProjectOptions extends GateOptions {
  /** Default: every dataset of the project that has a contract. */
  readonly sources?: readonly (string | Source)[];
}

const folderOf = ({ project, cwd = '.' }: FolderOptions): string =>
  project === undefined ? findProjectFolder(resolve(cwd)) : resolve(cwd, project);

const projectOf = (options: ProjectOptions): { readonly project: Project; readonly cwd: string } => ({
  project: readProject(folderOf(options), { env: process.env, vars: options.vars ?? {} }, options.target),
  cwd: resolve(options.cwd ?? '.'),
});

const named = (source: string | Source, cwd: string): string | NamedSource =>
  typeof source === 'string' ? source : givenSource(source, cwd);

const only = <T>(results: readonly T[]): T => {
  const [first] = results;
  if (first === undefined) throw new Refusal([]);
  return first;
};

const keepingOf = (project: Project, cwd: string, { keep, admitted }: CheckOptions): Keeping => {
  if (keep === false && admitted !== undefined)
    refuse('usage', 'keep: false writes no admitted rows', 'leave out keep or admitted');
  const file = admitted === undefined ? undefined : admittedFile(admitted, 1, cwd);
  return keep === false ? keepingNothing : keepingIn(project, file);
};

/**
 * Gates one dataset: `const run = await check({ source, contract })`. A source that cannot be read gives a run with
 * `decision: null` and its problems; a contract or project that cannot be read throws `Refusal`.
 */
export const check = async (options: CheckOptions): Promise<Run> => {
  const { project, cwd } = projectOf(options);
  const sources = [named(options.source, cwd)];
  return only(await checkDatasets(project, { ...options, sources, cwd }, keepingOf(project, cwd, options)));
};

/** Gates several datasets, one after the other: those named, or every one of the project that has a contract. */
export const checkProject = async (options: CheckProjectOptions = {}): Promise<readonly Run[]> => {
  const { project, cwd } = projectOf(options);
  const sources = (options.sources ?? []).map((source) => named(source, cwd));
  return checkDatasets(project, { ...options, sources, cwd }, keepingIn(project));
};

/** What `check` would ask, without asking it. */
export const plan = async (options: PlanOptions): Promise<PlanReport> => {
  const { project, cwd } = projectOf(options);
  const sources = [named(options.source, cwd)];
  return only(await planDatasets(project, { ...options, sources, cwd }, keepingIn(project)));
};

/** Measures every column of a source. */
export const profile = async (
  options: ProjectOptions & Omit<LookOptions, 'cwd' | 'source'> & { readonly source: string | Source },
): Promise<Profile> => {
  const { project, cwd } = projectOf(options);
  return profileDataset(project, { ...options, source: named(options.source, cwd), cwd });
};

/** Finds the cells of a source that are probably wrong, the most suspicious first. */
export const suspects = async (
  options: ProjectOptions & Omit<SuspectsOptions, 'cwd' | 'source'> & { readonly source: string | Source },
): Promise<Suspects> => {
  const { project, cwd } = projectOf(options);
  return suspectsOf(project, { ...options, source: named(options.source, cwd), cwd });
};

/** The last runs of a dataset, newest first, and what each found otherwise than the one before; none where nothing was kept yet. */
export const history = (
  name: string,
  options: FolderOptions & { readonly limit?: number } = {},
): Promise<History> => historyOf(folderOf(options), name, options.limit ?? 20);

/** The last runs of every dataset, those that need attention first. */
export const histories = (options: FolderOptions & { readonly limit?: number } = {}): Promise<Histories> =>
  allHistories(folderOf(options), options.limit ?? 20);

/** What one rule found in the last runs of a dataset, newest first. Throws `Refusal` for a rule that no run judged. */
export const ruleHistory = (
  name: string,
  rule: string,
  options: FolderOptions & { readonly limit?: number } = {},
): Promise<RuleHistory> => ruleHistoryOf(folderOf(options), name, rule, options.limit ?? 20);

/**
 * What became of every dataset, or of those named, in the last days beside as many before. Throws `Refusal` for a name without runs, and where
 * no run is stored.
 */
export const historyDigest = (options: DigestOptions = {}, place: FolderOptions = {}): Promise<Digest> =>
  digestHistory(folderOf(place), options);

/** The same as a page for the browser: returns the text of one file that holds everything it shows. */
export const htmlDigest = async (digest: Digest): Promise<string> => {
  const { htmlOfDigest } = await import('./operations/html-report.ts');
  return htmlOfDigest(digest);
};

/**
 * Removes past runs beyond limits, else beyond those of `assay.yaml`, of one dataset or of all. The last admitted run of each stays. Throws
 * `Refusal` where nothing says which runs stay.
 */
export const pruneHistory = (
  limits: HistoryLimits & { readonly name?: string } = {},
  options: FolderOptions = {},
): Promise<PrunedReport> => removeOldRuns(projectOf(options).project, limits);

/** Runs by their ids, the beginnings of ids, names of datasets, or files of runs; the newest stored run where none is named. */
export const storedRuns = (
  wanted: readonly string[] = [],
  options: FolderOptions = {},
): Promise<readonly Run[]> => readStoredRuns(folderOf(options), wanted, resolve(options.cwd ?? '.'));

export interface ReportOptions {
  /** Colours for a terminal; text only. */
  readonly colour?: boolean;
  /** Columns of the terminal; without it no line is broken; text only. */
  readonly width?: number;
  /** How many findings are shown; 20 by default, all with `Infinity`; text only. */
  readonly most?: number;
  /** Earlier runs, of which each run is compared with the one of its dataset; md only. */
  readonly base?: readonly Run[];
}

/** Renders runs in one of the report formats: text, json, junit, sarif, github, gitlab or md. Throws `Refusal` for another. */
export const report = (runs: Run | readonly Run[], format: string, options: ReportOptions = {}): string =>
  render(formatNamed(format), 'schema' in runs ? [runs] : runs, options);

/**
 * Runs with their history as one HTML file that holds everything it shows; each beside the run of `base` of its dataset.
 * Returns the text of the file.
 */
export const htmlReport = async (
  runs: Run | readonly Run[],
  options: FolderOptions & { readonly base?: readonly Run[] } = {},
): Promise<string> => {
  const { htmlOfRuns } = await import('./operations/html-report.ts');
  return htmlOfRuns(folderOf(options), 'schema' in runs ? [runs] : runs, options.base);
};

/** A profile as a page of the same kind, beside an earlier one where there is one. Returns the text of the file. */
export const htmlProfile = async (of: Profile, earlier?: Profile): Promise<string> => {
  const { htmlOfProfile } = await import('./operations/html-report.ts');
  return htmlOfProfile(of, earlier);
};

/** Accepts one rule's failure until a date. The rule must be one that the last run of a dataset judged. */
export const waive = (waiver: Waive, options: FolderOptions = {}): Promise<WaiverAdded> =>
  waiveRule(folderOf(options), waiver, new Date());

/** What is quarantined, newest first. */
export const quarantined = (options: FolderOptions = {}): QuarantineList => listQuarantine(folderOf(options));

/** Puts quarantined rows back, with an owner and a reason. */
export const release = (request: ReleaseOptions, options: FolderOptions = {}): Promise<ReleaseDone> =>
  releaseQuarantine(
    folderOf(options),
    request.to === undefined ? request : { ...request, to: resolve(options.cwd ?? '.', request.to) },
  );

/** Looks at data and writes `assay.yaml` and a contract for each source into `project`, by default `cwd`. */
export const init = async (
  paths: readonly string[],
  options: FolderOptions & {
    readonly signal?: AbortSignal;
    readonly onProgress?: (dataset: string, progress: Progress) => void;
  } = {},
): Promise<InitReport> => {
  const { initProject } = await import('./operations/init/init.ts');
  const { initReport } = await import('./operations/init/init-report.ts');
  const cwd = resolve(options.cwd ?? '.');
  return initReport(
    await initProject({ ...options, paths, folder: folderOf(options), cwd, env: process.env }),
  );
};

/** Looks at data and suggests a contract for them: every suggestion with its reason, the rows behind it, and the contract's text. */
export const suggest = async (
  options: ProjectOptions & Omit<SuggestOptions, 'cwd' | 'source'> & { readonly source: string | Source },
): Promise<ContractSuggestion> => {
  const { suggestContract } = await import('./operations/suggest/suggest-contract.ts');
  const { project, cwd } = projectOf(options);
  return suggestContract(project, { ...options, source: named(options.source, cwd), cwd });
};

/**
 * What a check, metric, problem code, dimension or status means, or the check of a rule that the last run judged; several topics
 * where one word has several meanings.
 */
export const explain = async (id: string, options: FolderOptions = {}): Promise<readonly Topic[]> =>
  (await explained(folderOf(options), id)).topics;

/** What is installed, reachable and missing; of one dataset or connection, or of everything. */
export const doctor = (options: ProjectOptions & { readonly only?: string } = {}): Promise<DoctorReport> => {
  const { project, cwd } = projectOf(options);
  return diagnose(project, options.only, cwd);
};

interface InFolder {
  /** Where relative paths start; default: the working folder of the process. */
  readonly cwd?: string;
}

const whole = ({ cwd }: InFolder): string => resolve(cwd ?? '.');

/** Reads and validates a contract file. Throws `Refusal` with every problem, each with its line. */
export const readContract = (file: string, options: InFolder = {}): Contract =>
  readContractFile(file, whole(options)).contract;

/** What is wrong with contract files, and what they leave open. */
export const lintContracts = (
  files: readonly string[],
  options: InFolder & { /** Refuses what only the prose of ODCS allows. */ readonly strict?: boolean } = {},
): ContractLint => lintContractFiles(files, whole(options), options.strict);

/** What changed from one contract file to the next, and whom it breaks. */
export const diffContracts = (before: string, after: string, options: InFolder = {}): ContractDiff =>
  diffContractFiles(before, after, whole(options));

/** A contract of ODCS 3.0 as ODCS 3.1, written to the new file `to` where one is named. */
export const convertContract = (
  file: string,
  options: InFolder & { readonly to?: string } = {},
): ContractConversion => convertContractFile(file, whole(options), options.to);

/** Who does something, and why; for the audit. */
export interface ActorOptions extends FolderOptions {
  /** Default: `ASSAY_ACTOR`, else the e-mail address that Git knows, else the user of this machine. */
  readonly actor?: string;
  readonly reason?: string;
}

const by = async ({ actor, reason, ...folder }: ActorOptions) => {
  const { actorOf } = await import('./operations/versions/actor.ts');
  const cwd = whole(folder);
  return { actor: actor ?? actorOf(process.env, cwd), reason: reason ?? '', now: new Date(), cwd };
};

/**
 * Makes a version of a file or a folder: `await addVersion({ path: 'data/readings', name: 'readings' })`. Its bytes are kept, its contract judges
 * them, and it gets the next number; the same bytes as the newest make none.
 */
export const addVersion = async (
  options: ProjectOptions & Omit<Add, 'author' | 'cwd'> & { readonly author?: string },
): Promise<Added> => {
  const operation = await import('./operations/versions/add.ts');
  const { project, cwd } = projectOf(options);
  const { actor } = await by({ cwd, ...(options.author === undefined ? {} : { actor: options.author }) });
  return operation.addVersion(project, { ...options, author: actor, cwd });
};

/** The versions of a name, or of all, the newest first. */
export const versionLog = async (
  name?: string,
  options: FolderOptions & { readonly limit?: number; readonly actor?: string } = {},
): Promise<VersionLog> =>
  (await import('./operations/versions/log.ts')).versionLog(
    folderOf(options),
    name,
    options.limit ?? 20,
    (await by(options)).actor,
  );

/** All that is known of one version, `wear@v3`: its record, gates, moves of stages, first files, and the model that it is. */
export const versionDetail = async (
  version: string,
  options: FolderOptions & { readonly actor?: string } = {},
): Promise<VersionDetail> =>
  (await import('./operations/versions/detail.ts')).versionDetail(
    folderOf(options),
    version,
    (await by(options)).actor,
  );

/** Writes the bytes of a version, `readings@approved`, to a place, whole or not at all; each is verified on the way. */
export const checkOut = async (
  version: string,
  options: FolderOptions & Omit<CheckOut, 'version' | 'cwd' | 'actor'> & { readonly actor?: string } = {},
): Promise<CheckedOut> =>
  (await import('./operations/versions/check-out.ts')).checkOutVersion(folderOf(options), {
    ...options,
    version,
    actor: (await by(options)).actor,
    cwd: whole(options),
  });

/**
 * What differs between two versions: paths, of which at most `most` are listed, and where both hold a table, columns and rows; rows are told
 * apart by `key`, else by the primary key of the contract. `files: true` compares files only.
 */
export const diffVersions = async (
  before: string,
  after: string,
  options: ProjectOptions & {
    readonly most?: number;
    readonly actor?: string;
    readonly files?: boolean;
    readonly key?: readonly string[];
    readonly contract?: string;
    readonly examples?: number;
    readonly signal?: AbortSignal;
  } = {},
): Promise<VersionDiff> => {
  const { project, cwd } = projectOf(options);
  const { examples = 3, key, contract, signal } = options;
  const { actor } = await by(options);
  const { diffRows } = await import('./operations/versions/rows/diff-rows.ts');
  return (await import('./operations/versions/diff.ts')).diffVersions(folderOf(options), {
    before,
    after,
    most: options.most ?? Number.POSITIVE_INFINITY,
    actor,
    ...(options.files === true
      ? {}
      : {
          rows: (one, other) =>
            diffRows(project, {
              before: one,
              after: other,
              ...(key === undefined ? {} : { key }),
              ...(contract === undefined ? {} : { contract }),
              ...(signal === undefined ? {} : { signal }),
              examples,
              actor,
              cwd,
            }),
        }),
  });
};

/** Runs a command and makes versions of what it writes, with what was seen. Its output goes to standard error where `quietOutput` is true. */
export const execute = async (
  options: ProjectOptions &
    Omit<Execute, 'author' | 'cwd' | 'env' | 'quietOutput'> & {
      readonly author?: string;
      readonly quietOutput?: boolean;
    },
): Promise<Executed> => {
  const operation = await import('./operations/versions/execute.ts');
  const { project, cwd } = projectOf(options);
  const { actor } = await by({ cwd, ...(options.author === undefined ? {} : { actor: options.author }) });
  const quietOutput = options.quietOutput ?? false;
  return operation.executeCommand(project, { ...options, author: actor, cwd, env: process.env, quietOutput });
};

/** What a version was made from, what was made from it, or both; of a name also of those versions that a time or metadata choose. */
export const lineage = async (
  of: string,
  options: ProjectOptions & Partial<Omit<LineageOptions, 'of'>> = {},
): Promise<Lineage> =>
  (await import('./operations/versions/lineage/lineage.ts')).lineageOf(projectOf(options).project, {
    ...options,
    of,
    direction: options.direction ?? 'both',
    most: options.most ?? Number.POSITIVE_INFINITY,
    actor: (await by(options)).actor,
  });

/** What differs in how two versions were made and judged. */
export const compareLineage = async (
  before: string,
  after: string,
  options: ProjectOptions & { readonly actor?: string } = {},
): Promise<LineageDiff> =>
  (await import('./operations/versions/lineage/compare.ts')).lineageDiffOf(projectOf(options).project, {
    before,
    after,
    actor: (await by(options)).actor,
  });

/** What is known of one version: its gates, stages, signature, metrics and origin. */
export const card = async (
  version: string,
  options: ProjectOptions & { readonly actor?: string } = {},
): Promise<Card> =>
  (await import('./operations/versions/card.ts')).cardOf(projectOf(options).project, {
    version,
    actor: (await by(options)).actor,
  });

/** Lets a free alias lead to a version, or takes it away. */
export const tagVersion = async (
  version: string,
  tag: string,
  options: ActorOptions & { readonly remove?: boolean } = {},
): Promise<Tagged> =>
  (await import('./operations/versions/tag.ts')).tagIn(folderOf(options), {
    ...(await by(options)),
    version,
    tag,
    remove: options.remove ?? false,
  });

/** Moves a stage to a version through its gate, agrees to the move, or says what is lacking. */
export const promote = async (
  version: string,
  stage: string,
  options: ProjectOptions & ActorOptions & { readonly override?: boolean } = {},
): Promise<Promoted> =>
  (await import('./operations/versions/promote.ts')).promoteVersion(projectOf(options).project, {
    ...(await by(options)),
    version,
    stage,
    override: options.override ?? false,
  });

/** Moves a stage back to the version it led to before. */
export const rollBack = async (
  name: string,
  stage: string,
  options: ProjectOptions & ActorOptions = {},
): Promise<Promoted> =>
  (await import('./operations/versions/promote.ts')).rollBackStage(projectOf(options).project, {
    ...(await by(options)),
    name,
    stage,
  });

/** Who was granted what. */
export const grants = async (options: FolderOptions = {}): Promise<Grants> =>
  (await import('./operations/versions/grant.ts')).grantsOf(folderOf(options));

/** Gives somebody a role on names and stages, or takes it away. */
export const grant = async (
  given: Omit<Grant, 'on'> & { readonly on?: string },
  options: ActorOptions & { readonly revoke?: boolean } = {},
): Promise<Grants> =>
  (await import('./operations/versions/grant.ts')).changeGrant(folderOf(options), {
    ...(await by(options)),
    grant: { actor: given.actor, role: given.role, on: given.on ?? '*', stage: given.stage },
    revoke: options.revoke ?? false,
  });

/** What was done to versions, aliases and quarantined rows, by whom and why, the oldest first; of one subject where it is named. */
export const audit = async (options: FolderOptions & { readonly of?: string } = {}): Promise<AuditReport> =>
  (await import('./operations/versions/audit.ts')).auditOf(folderOf(options), options.of);

/** Whether the audit is as it was written; with an anchor of before also whether it is the same. */
export const verifyAudit = async (
  options: FolderOptions & { readonly anchor?: AuditAnchor } = {},
): Promise<AuditVerified> =>
  (await import('./operations/versions/audit.ts')).verifyAudit(folderOf(options), options.anchor);

/** Whether everything that versions are made of is there, and is what it is called. */
export const verifyVersions = async (
  options: FolderOptions & {
    readonly version?: string;
    readonly deep?: boolean;
    /** Brings what is missing or damaged from the remote. */
    readonly repair?: boolean;
  } = {},
): Promise<Verified> =>
  (await import('./operations/versions/verify.ts')).verifyVersions(folderOf(options), {
    ...(options.version === undefined ? {} : { version: options.version }),
    deep: options.deep ?? false,
    repair: options.repair ?? false,
  });

/**
 * Brings versions, and what is known of them, to the folder that `assay.yaml` names as remote; of all names without any. Throws `Refusal` where the remote
 * has something that is to be pulled first.
 */
export const push = async (
  names: readonly string[] = [],
  options: ProjectOptions & {
    readonly actor?: string;
    readonly begin?: boolean;
    readonly repair?: boolean;
  } = {},
): Promise<Pushed> =>
  (await import('./operations/versions/push.ts')).pushVersions(projectOf(options).project, {
    names,
    begin: options.begin ?? false,
    repair: options.repair ?? false,
    actor: (await by(options)).actor,
  });

/** Takes over what others pushed; with `locked` only the bytes of the versions that `assay.lock` pins. */
export const pull = async (
  names: readonly string[] = [],
  options: ProjectOptions & { readonly actor?: string; readonly locked?: boolean } = {},
): Promise<Pulled> =>
  (await import('./operations/versions/pull.ts')).pullVersions(projectOf(options).project, {
    names,
    locked: options.locked ?? false,
    actor: (await by(options)).actor,
  });

/** Takes away kept bytes that no version needs and nobody used in the last days. */
export const tidyVersions = async (
  options: ProjectOptions & { readonly graceDays?: number; readonly dryRun?: boolean } = {},
): Promise<Tidied> =>
  (await import('./operations/versions/tidy.ts')).tidyObjects(projectOf(options).project, {
    graceDays: options.graceDays ?? 7,
    dryRun: options.dryRun ?? false,
  });
