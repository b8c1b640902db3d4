import type { Look } from '../engines/engine.ts';

/**
 * Where states are kept between runs: JSON by key, under a ground, which is all that they have in common. What cannot be read
 * is not there.
 */
export interface StateStore {
  readonly read: (ground: string) => Promise<ReadonlyMap<string, string>>;
  readonly write: (ground: string, states: ReadonlyMap<string, string>) => Promise<void>;
}

/** What a run may know of earlier runs over the same source. */
export interface StateCache {
  readonly store: StateStore;
  /** Looks at the source; undefined where only reading tells whether it has changed. */
  readonly look: () => Look | undefined;
}
