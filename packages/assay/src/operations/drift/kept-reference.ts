import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type DriftReference, driftReferenceSchema } from '../../domain/drift-reference.ts';
import { own } from '../../domain/own.ts';
import { assayVersion } from '../../domain/version.ts';
import type { Look } from '../../engines/engine.ts';
import { engineFor } from '../../engines/registry.ts';
import type { Project } from '../../project/project.ts';
import { firstLook } from '../../run/state-cache.ts';
import { keepStates, statesIn } from '../kept-states.ts';
import type { Looked } from '../look-at.ts';
import type { DriftOptions } from './reference-of.ts';

/** Raised where what a reference holds changes its meaning. */
const meaning = 1;
const key = 'drift-reference';

/** All that a reference follows from, with how its source looks; a version is what its id says, wherever it is read. */
const groundOf = (
  project: Project,
  { source, version, where, object, confidential }: Looked,
  { where: also, series }: DriftOptions,
  looks: string,
): string =>
  createHash('sha256')
    .update(
      canonicalJson([
        key,
        meaning,
        assayVersion,
        looks,
        version === undefined ? source : (own(project.config.datasets, version.name) ?? null),
        object?.properties ?? null,
        confidential ?? null,
        project.config.public ?? null,
        where ?? null,
        also ?? null,
        series ?? null,
      ]),
    )
    .digest('hex');

const looking =
  ({ source, version }: Looked) =>
  (): Look | undefined =>
    version === undefined ? engineFor(source).look?.(source) : { fingerprint: version.id, changedAt: 0 };

/**
 * The reference that was kept of a source which has not changed since, else one that is built and kept. The source is not even opened where it was
 * kept. Nothing is kept of sources of which only reading tells whether they changed.
 */
export const keptOr = async (
  project: Project,
  named: Looked,
  options: DriftOptions,
  build: () => Promise<DriftReference>,
): Promise<DriftReference> => {
  const store = statesIn(project);
  const look = looking(named);
  const first = firstLook({ store, look });
  if (first === undefined) return build();
  const ground = groundOf(project, named, options, first.fingerprint);
  const kept = (await store.read(ground)).get(key);
  if (kept !== undefined) return driftReferenceSchema.parse(JSON.parse(kept));
  const built = await build();
  if (first.isSettled && look()?.fingerprint === first.fingerprint) {
    await store.write(ground, new Map([[key, JSON.stringify(built)]]));
    await keepStates(project, store);
  }
  return built;
};
