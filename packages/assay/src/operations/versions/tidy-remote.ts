import { refuse } from '../../domain/problem.ts';
import type { Tidied } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import { remoteFolderOf } from '../../project/remote-folder.ts';
import { openRemote } from '../../versions/remote/folder-remote.ts';
import { remoteClock } from '../../versions/remote/remote-clock.ts';
import { shortestGraceMillis } from '../../versions/remote/said-in-use.ts';
import { tidyRemote } from '../../versions/remote/tidy-remote.ts';
import { withRemote } from './from-remote.ts';
import type { Tidy } from './tidy.ts';

const dayMillis = 86_400_000;

/**
 * Sets aside objects of the remote that no version there needs and nobody used in the time of grace, and takes away what was set aside a day ago. Throws `Refusal` where
 * a version there cannot be read, and for a grace of less than a day: by that others who push are told from those who ended.
 */
export const tidyRemoteOf = async (
  project: Project,
  { graceDays, dryRun, signal, onProgress }: Tidy,
): Promise<Tidied> => {
  const began = performance.now();
  if (graceDays * dayMillis < shortestGraceMillis)
    refuse(
      'usage',
      `--grace ${graceDays}d is too short for a remote`,
      'others push at the same time, and what they use is known by a day: write --grace 1d or more',
    );
  const place = remoteFolderOf(project);
  const { gone, aside, kept } = await withRemote(place, async () => {
    const remote = openRemote(place);
    const now = remoteClock(remote.objects)();
    return tidyRemote(remote, {
      now,
      usedSince: now - graceDays * dayMillis,
      dryRun,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  });
  return {
    schema: 'assay.tidied/v1',
    remote: place,
    dryRun,
    ...gone,
    aside,
    kept,
    seconds: (performance.now() - began) / 1000,
  };
};
