import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Tidied } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import { oldestLease } from '../../versions/objects/leases.ts';
import { sweep } from '../../versions/objects/sweep.ts';
import { repositoryIn } from '../../versions/repository.ts';
import { objectsOf } from '../../versions/trees/objects-of.ts';
import { withCatalog } from '../with-catalog.ts';

export interface Tidy {
  /** What was used in so many last days stays. */
  readonly graceDays: number;
  readonly dryRun: boolean;
  readonly signal?: AbortSignal;
  /** Told how many objects were found that versions need, and then how many were looked at. */
  readonly onProgress?: (objects: number) => void;
}

const dayMillis = 86_400_000;
/** Times of files are so much coarser than the clock at most. */
const coarsestTimesMillis = 2_000;

/**
 * Takes away objects that no version needs. What somebody uses who makes a version meanwhile stays, since what is in use says so: the
 * limit is taken before the versions are read. Throws `Refusal` where a version cannot be read, for nobody knows what it needs then.
 */
export const tidyObjects = async (
  project: Project,
  { graceDays, dryRun, signal, onProgress }: Tidy,
): Promise<Tidied> => {
  const began = performance.now();
  const { objects } = repositoryIn(assayFolder(project.folder));
  const now = Date.now();
  const lease = oldestLease(objects.folder, now);
  const usedSince =
    Math.min(now - graceDays * dayMillis, lease ?? Number.POSITIVE_INFINITY) - coarsestTimesMillis;
  const roots = await withCatalog(project, ({ versions }) => versions.roots());
  const live = await objectsOf(roots, objects.get, (found) => {
    signal?.throwIfAborted();
    onProgress?.(found);
  });
  return {
    schema: 'assay.tidied/v1',
    dryRun,
    ...(await sweep(objects.folder, {
      isLive: (id) => live.has(id),
      usedSince,
      dryRun,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    })),
    kept: live.size,
    seconds: (performance.now() - began) / 1000,
  };
};
