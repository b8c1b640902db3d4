import { Refusal } from '../domain/problem.ts';
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

/** States in the catalog of a project. */
export const statesIn = (folder: string): StateStore => ({
  read: async (ground) =>
    (await unlessRefused(() => withStoredCatalog(folder, (catalog) => catalog.states.read(ground)))) ??
    new Map(),
  write: async (ground, states) => {
    await unlessRefused(() => withCatalog(folder, (catalog) => catalog.states.write(ground, states)));
  },
});
