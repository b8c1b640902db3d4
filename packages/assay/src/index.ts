/**
 * The library: what the command line does, typed.
 *
 * @packageDocumentation
 */
import { resolve } from 'node:path';
import type { Contract } from './contract/contract.ts';
import type { PlanReport } from './domain/plan-report.ts';
import { Refusal } from './domain/problem.ts';
import type { Profile } from './domain/profile.ts';
import type { Run } from './domain/run.ts';
import type { Source } from './domain/source.ts';
import { type CheckDatasetsOptions, checkDatasets } from './operations/check.ts';
import { keepingIn, keepingNothing } from './operations/keeping.ts';
import { planDatasets } from './operations/plan.ts';
import { type ProfileOptions, profileDataset } from './operations/profile.ts';
import { readContract as readContractFile } from './operations/targets.ts';
import { findProjectFolder } from './project/find.ts';
import { type Project, readProject } from './project/project.ts';

export type { Contract, ContractObject, ContractProperty } from './contract/contract.ts';
export type { PlanReport } from './domain/plan-report.ts';
export type { Problem, ProblemCode } from './domain/problem.ts';
export { Refusal } from './domain/problem.ts';
export type { ColumnProfile, Profile } from './domain/profile.ts';
export type { Decision, Run, Scores } from './domain/run.ts';
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
