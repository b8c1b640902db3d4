import type { ContractSuggestion } from '../domain/contract-suggestion.ts';
import type { DoctorReport } from '../domain/doctor-report.ts';
import type { InitReport } from '../domain/init-report.ts';
import type { Source } from '../domain/source.ts';
import type { Topic } from '../domain/topic.ts';
import { diagnose } from '../operations/doctor.ts';
import { explained } from '../operations/explain/rule-topics.ts';
import type { SuggestOptions } from '../operations/suggest/suggest-contract.ts';
import type { Progress } from '../run/gate-input.ts';
import { cwdOf, type FolderOptions, folderOf, named, type ProjectOptions, projectOf } from './places.ts';

/** Looks at data and writes `assay.yaml` and a contract for each source into `project`, by default `cwd`. */
export const init = async (
  paths: readonly string[],
  options: FolderOptions & {
    readonly signal?: AbortSignal;
    readonly onProgress?: (dataset: string, progress: Progress) => void;
  } = {},
): Promise<InitReport> => {
  const { initProject } = await import('../operations/init/init.ts');
  const { initReport } = await import('../operations/init/init-report.ts');
  const cwd = cwdOf(options);
  return initReport(
    await initProject({ ...options, paths, folder: folderOf(options), cwd, env: process.env }),
  );
};

/** Looks at data and suggests a contract for them: every suggestion with its reason, the rows behind it, and the contract's text. */
export const suggest = async (
  options: ProjectOptions & Omit<SuggestOptions, 'cwd' | 'source'> & { readonly source: string | Source },
): Promise<ContractSuggestion> => {
  const { suggestContract } = await import('../operations/suggest/suggest-contract.ts');
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
