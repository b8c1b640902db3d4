import type { Catalog } from '../catalog/catalog.ts';
import { Refusal } from '../domain/problem.ts';
import type { Project } from '../project/project.ts';
import type { StateStore } from '../run/state-store.ts';
import { withCatalog, withStoredCatalog } from './with-catalog.ts';

/** A catalog that cannot be used only costs time here; that the run is not stored in it is said where that fails. */
const unlessRefused = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Refusal) return undefined;
    throw cause;
  }
};

/** States in a project's catalog. What is written waits for `flush`, so that it costs no opening of its own. */
export interface KeptStates extends StateStore {
  readonly flush: (catalog: Catalog) => Promise<void>;
}

/** Writes what waits. */
export const keepStates = async (project: Project, states: KeptStates): Promise<void> => {
  await unlessRefused(() => withCatalog(project, (catalog) => states.flush(catalog)));
};

export const statesIn = (project: Project): KeptStates => {
  const waiting: (readonly [ground: string, states: ReadonlyMap<string, string>])[] = [];
  return {
    read: async (ground) =>
      (await unlessRefused(() => withStoredCatalog(project, (catalog) => catalog.states.read(ground)))) ??
      new Map(),
    write: async (ground, states) => void waiting.push([ground, states]),
    flush: async (catalog) => {
      for (const [ground, states] of waiting.splice(0))
        await unlessRefused(() => catalog.states.write(ground, states));
    },
  };
};
