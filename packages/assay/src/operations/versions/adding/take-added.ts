import { refuse } from '../../../domain/problem.ts';
import type { Version } from '../../../domain/version-record.ts';
import { type KnownSource, nothingKnown } from '../../../versions/folders/known-cursor.ts';
import { type TakenTree, takeTree } from '../../../versions/folders/take-tree.ts';
import { settle } from '../../../versions/objects/finish.ts';
import { secure } from '../../../versions/trees/secure.ts';
import type { Adding } from './adding.ts';

/** Keeps the bytes as they are now. */
export const takeIn = ({ project, repository, place, add }: Adding, known: KnownSource): Promise<TakenTree> =>
  takeTree(repository, place.at, {
    known,
    byReference: place.reference !== undefined,
    sync: project.config.versions.sync,
    ...(add.onTaken === undefined ? {} : { onProgress: add.onTaken }),
    ...(add.signal === undefined ? {} : { signal: add.signal }),
  });

/** The bytes as they are now, of which every object is there and stays. Throws `Refusal` where there are none. */
export const securedIn = async (adding: Adding, before: Version | undefined): Promise<TakenTree> => {
  const { repository, catalog, place } = adding;
  const taken = await takeIn(adding, catalog.knownFiles);
  if (taken.tree.entries === 0)
    refuse('source-empty', `there is nothing in ${place.shown}`, 'name a folder that holds files', {
      file: place.shown,
    });
  if (place.reference !== undefined || taken.known === 0) return taken;
  const kept = before?.record.reference === undefined ? before : undefined;
  if (kept?.record.tree === taken.id) return taken;
  const older = kept && (await repository.tree(kept.record.tree));
  if (!(await secure(repository, taken.tree, older))) return takeIn(adding, nothingKnown);
  await settle(repository.objects.folder);
  return taken;
};
