import { resolve } from 'node:path';
import type { PlanReport } from '../domain/plan-report.ts';
import { Refusal, refuse } from '../domain/problem.ts';
import type { Profile } from '../domain/profile.ts';
import type { QuarantineList, ReleaseDone } from '../domain/quarantine-manifest.ts';
import type { Run } from '../domain/run.ts';
import type { Source } from '../domain/source.ts';
import type { Suspects } from '../domain/suspects.ts';
import type { WaiverAdded } from '../domain/waiver.ts';
import { admittedFile } from '../operations/admitted-file.ts';
import { type CheckDatasetsOptions, checkDatasets, type Keeping } from '../operations/check.ts';
import { keepingIn, keepingNothing } from '../operations/keeping.ts';
import type { LookOptions } from '../operations/look-at.ts';
import { planDatasets } from '../operations/plan.ts';
import { profileDataset } from '../operations/profile.ts';
import { listQuarantine } from '../operations/quarantine-folder.ts';
import { type ReleaseOptions, releaseQuarantine } from '../operations/release-quarantine.ts';
import { type SuspectsOptions, suspectsOf } from '../operations/suspects.ts';
import { type Waive, waiveRule } from '../operations/waive.ts';
import type { Project } from '../project/project.ts';
import { cwdOf, type FolderOptions, folderOf, named, type ProjectOptions, projectOf } from './places.ts';

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

/** Accepts one rule's failure until a date. The rule must be one that the last run of a dataset judged. */
export const waive = (waiver: Waive, options: FolderOptions = {}): Promise<WaiverAdded> =>
  waiveRule(folderOf(options), waiver, new Date());

/** What is quarantined, newest first. */
export const quarantined = (options: FolderOptions = {}): QuarantineList => listQuarantine(folderOf(options));

/** Puts quarantined rows back, with an owner and a reason. */
export const release = (request: ReleaseOptions, options: FolderOptions = {}): Promise<ReleaseDone> =>
  releaseQuarantine(
    folderOf(options),
    request.to === undefined ? request : { ...request, to: resolve(cwdOf(options), request.to) },
  );
