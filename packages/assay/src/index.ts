/**
 * The library: what the command line does, typed.
 *
 * @packageDocumentation
 */
import { resolve } from 'node:path';
import type { Contract } from './contract/contract.ts';
import type { History } from './domain/history.ts';
import type { PlanReport } from './domain/plan-report.ts';
import { Refusal, refuse } from './domain/problem.ts';
import type { Profile } from './domain/profile.ts';
import type { QuarantineList, ReleaseDone } from './domain/quarantine-manifest.ts';
import type { Run } from './domain/run.ts';
import type { Source } from './domain/source.ts';
import type { Topic } from './domain/topic.ts';
import type { WaiverAdded } from './domain/waiver.ts';
import { type CheckDatasetsOptions, checkDatasets } from './operations/check.ts';
import { diagnose, type Finding } from './operations/doctor.ts';
import { topicsNamed } from './operations/explain/topics.ts';
import { historyOf } from './operations/history.ts';
import type { Initialised } from './operations/init/init.ts';
import { keepingIn, keepingNothing } from './operations/keeping.ts';
import { planDatasets } from './operations/plan.ts';
import { type ProfileOptions, profileDataset } from './operations/profile.ts';
import { listQuarantine } from './operations/quarantine-folder.ts';
import { type ReleaseOptions, releaseQuarantine } from './operations/release-quarantine.ts';
import { readContract as readContractFile } from './operations/targets.ts';
import { type Waive, waiveRule } from './operations/waive.ts';
import { findProjectFolder } from './project/find.ts';
import { type Project, readProject } from './project/project.ts';
import { formats } from './report/formats.ts';

export type { Contract, ContractObject, ContractProperty } from './contract/contract.ts';
export type { PlanReport } from './domain/plan-report.ts';
export type { Problem, ProblemCode } from './domain/problem.ts';
export { Refusal } from './domain/problem.ts';
export type { ColumnProfile, Profile } from './domain/profile.ts';
export type { Decision, Run, Runs, Scores } from './domain/run.ts';
export type { Source } from './domain/source.ts';
export type { Dimension, Severity, Status, Verdict } from './domain/verdict.ts';

export interface ProjectOptions {
  /** The folder with `assay.yaml`; default: the nearest one upwards from `cwd`. */
  readonly project?: string;
  /** Where relative paths start; default: the working folder of the process. */
  readonly cwd?: string;
  /** Fills `${var:NAME}` in `assay.yaml`. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Uses the connections of this target in `assay.yaml`. */
  readonly target?: string;
}

export interface CheckOptions extends ProjectOptions, Omit<CheckDatasetsOptions, 'cwd' | 'sources'> {
  /** A dataset of the project, a file, a glob, a table URL, or a source. */
  readonly source: string | Source;
  /** False keeps no run, reads no history and quarantines nothing; default true. */
  readonly keep?: boolean;
}

const projectOf = (options: ProjectOptions): { readonly project: Project; readonly cwd: string } => {
  const cwd = resolve(options.cwd ?? process.cwd());
  const folder = options.project === undefined ? findProjectFolder(cwd) : resolve(cwd, options.project);
  return {
    project: readProject(folder, { env: process.env, vars: options.vars ?? {} }, options.target),
    cwd,
  };
};

const named = (source: string | Source): NonNullable<CheckDatasetsOptions['sources']> => [
  typeof source === 'string' ? source : { name: 'source', source },
];

const only = <T>(results: readonly T[]): T => {
  const [first] = results;
  if (first === undefined) throw new Refusal([]);
  return first;
};

/**
 * Gates one dataset: `const run = await check({ source, contract })`. A source that cannot be read gives a run with
 * `decision: null` and its problems; a contract or project that cannot be read throws `Refusal`.
 */
export const check = async (options: CheckOptions): Promise<Run> => {
  const { project, cwd } = projectOf(options);
  const keeping = options.keep === false ? keepingNothing : keepingIn(project);
  return only(await checkDatasets(project, { ...options, sources: named(options.source), cwd }, keeping));
};

/** Gates every dataset of the project that has a contract. */
export const checkProject = async (
  options: ProjectOptions & Omit<CheckDatasetsOptions, 'cwd' | 'sources'> = {},
): Promise<readonly Run[]> => {
  const { project, cwd } = projectOf(options);
  return checkDatasets(project, { ...options, cwd }, keepingIn(project));
};

/** What `check` would ask, without asking it. */
export const plan = async (options: Omit<CheckOptions, 'keep'>): Promise<PlanReport> => {
  const { project, cwd } = projectOf(options);
  return only(
    await planDatasets(project, { ...options, sources: named(options.source), cwd }, keepingNothing),
  );
};

/** Reads and validates a contract file. Throws `Refusal` with every problem, each with its line. */
export const readContract = (file: string): Contract => readContractFile(file, process.cwd()).contract;

/** Measures every column of a source. */
export const profile = async (
  options: ProjectOptions & Omit<ProfileOptions, 'cwd' | 'source'> & { readonly source: string | Source },
): Promise<Profile> => {
  const { project, cwd } = projectOf(options);
  const [source] = named(options.source);
  return profileDataset(project, { ...options, source: source ?? '', cwd });
};

/** The last runs of a dataset, newest first; none where nothing was kept yet. */
export const history = (
  name: string,
  options: ProjectOptions & { readonly limit?: number } = {},
): Promise<History> => historyOf(projectOf(options).project.folder, name, options.limit ?? 20);

/** Accepts one rule's failure until a date. The rule must be one that the last run of a dataset judged. */
export const waive = (waiver: Waive, options: ProjectOptions = {}): Promise<WaiverAdded> =>
  waiveRule(projectOf(options).project.folder, waiver, new Date());

/** What is quarantined, newest first. */
export const quarantined = (options: ProjectOptions = {}): QuarantineList =>
  listQuarantine(projectOf(options).project.folder);

/** Puts quarantined rows back, with a reason and an owner. */
export const release = (request: ReleaseOptions, options: ProjectOptions = {}): Promise<ReleaseDone> =>
  releaseQuarantine(projectOf(options).project.folder, request);

/** Looks at data and writes `assay.yaml` and a contract for each source, as `assay init` does. */
export const init = async (
  paths: readonly string[],
  options: Pick<ProjectOptions, 'cwd'> = {},
): Promise<Initialised> => {
  const { initProject } = await import('./operations/init/init.ts');
  const { project, cwd } = projectOf(options);
  return initProject(project, { paths, cwd });
};

/** What a check, metric, problem code, dimension or status means; several where one word has several meanings. */
export const explain = (id: string): readonly Topic[] => topicsNamed(id);

/** What is installed, reachable and missing. */
export const doctor = (
  options: ProjectOptions & { readonly only?: string } = {},
): Promise<readonly Finding[]> => {
  const { project, cwd } = projectOf(options);
  return diagnose(project, options.only, cwd);
};

/** Renders runs in one of the report formats: text, json, junit, sarif, github or md. */
export const report = (runs: Run | Run[], format: string): string => {
  const found = formats.find(({ id }) => id === format);
  if (found === undefined) {
    return refuse('usage', `there is no report format ${format}`, formats.map(({ id }) => id).join(', '));
  }
  return found.render(Array.isArray(runs) ? runs : [runs], {});
};

export { convertContract } from './contract/convert/convert-contract.ts';
export { diffContracts } from './contract/diff/diff-contracts.ts';
export { lintContract } from './contract/lint-contract.ts';
export { parseContract } from './contract/parse-contract.ts';
