import type { Catalog, PruneLimits } from '../catalog/catalog.ts';
import { type Problem, problem, Refusal, refuse } from '../domain/problem.ts';
import type { PrunedReport } from '../domain/pruned.ts';
import type { Project } from '../project/project.ts';
import { withStoredCatalog } from './with-catalog.ts';

const dayMillis = 86_400_000;

/** How many past runs stay of each dataset, and how old they may be. */
export interface HistoryLimits {
  readonly keep?: number | undefined;
  readonly keepDays?: number | undefined;
}

type Limits = Pick<PruneLimits, 'keep' | 'startedBefore'>;

const limitsOf = ({ keep, keepDays }: HistoryLimits): Limits => ({
  ...(keep === undefined ? {} : { keep }),
  ...(keepDays === undefined
    ? {}
    : { startedBefore: new Date(Date.now() - keepDays * dayMillis).toISOString() }),
});

const isEmpty = ({ keep, keepDays }: HistoryLimits): boolean => keep === undefined && keepDays === undefined;

/** What a check removes at most, so that it stays quick; the next one goes on. */
const mostAfterCheck = 1000;

/** Removes what a project no longer keeps of a dataset that was just checked. What fails is said: the run itself is stored. */
export const pruneAfterCheck = async (
  catalog: Catalog,
  { history }: Project['config'],
  name: string,
): Promise<readonly Problem[]> => {
  if (isEmpty(history)) return [];
  try {
    await catalog.runs.prune({ ...limitsOf(history), name, most: mostAfterCheck });
    return [];
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return cause.problems.map(({ message, hint, where }) =>
      problem('history-note', `old runs were not removed: ${message}`, hint, where),
    );
  }
};

/**
 * Removes past runs beyond the limits given, else beyond those of `assay.yaml`, of one dataset or of all. Refuses to do so without a limit.
 */
export const pruneHistory = async (
  project: Project,
  given: HistoryLimits & { readonly name?: string },
  onProgress?: PruneLimits['onProgress'],
): Promise<PrunedReport> => {
  const wanted = isEmpty(given) ? project.config.history : given;
  if (isEmpty(wanted))
    refuse(
      'usage',
      'nothing says which runs stay',
      'name --keep 1000 or --older-than 365d, or set history: {keep: 1000, keepDays: 365} in assay.yaml',
    );
  const limits = limitsOf(wanted);
  const names =
    (await withStoredCatalog(project, (catalog) =>
      catalog.runs.prune({
        ...limits,
        ...(given.name === undefined ? {} : { name: given.name }),
        ...(onProgress === undefined ? {} : { onProgress }),
      }),
    )) ?? [];
  return {
    schema: 'assay.pruned/v1',
    ...limits,
    removed: names.reduce((sum, { removed }) => sum + removed, 0),
    names: [...names],
  };
};
