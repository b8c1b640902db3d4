import type { Digest } from '../domain/digest.ts';
import type { Histories, History, RuleHistory } from '../domain/history.ts';
import type { PrunedReport } from '../domain/pruned.ts';
import type { Run } from '../domain/run.ts';
import { type DigestOptions, digestHistory } from '../operations/digest.ts';
import { allHistories, historyOf, ruleHistoryOf } from '../operations/history.ts';
import { type HistoryLimits, pruneHistory as removeOldRuns } from '../operations/prune-history.ts';
import { storedRuns as readStoredRuns } from '../operations/stored-runs.ts';
import { cwdOf, type FolderOptions, folderOf, projectOf } from './places.ts';

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
): Promise<readonly Run[]> => readStoredRuns(folderOf(options), wanted, cwdOf(options));
