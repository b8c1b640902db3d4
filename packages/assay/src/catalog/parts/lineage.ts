import type { Execution } from '../../domain/execution.ts';
import type { LineageLink, VersionAt } from '../../domain/lineage-walk.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { executionOf, unknownExecutions } from '../lineage/executions.ts';
import { learnOrigins, type Origin } from '../lineage/keep-origin.ts';
import { type Direction, reach } from '../lineage/reach.ts';
import type { Store } from '../store.ts';

/** What versions were made from. */
export interface CatalogLineage {
  /** What versions were made from, or what was made from them, however far; what each of those was made from. */
  readonly reach: (roots: readonly VersionAt[], direction: Direction) => Promise<readonly LineageLink[]>;
  readonly execution: (id: ObjectId) => Promise<Execution | undefined>;
  /** Executions that records name, and that were not learned: of versions that came from elsewhere. */
  readonly unknown: () => Promise<readonly ObjectId[]>;
  /** Learns what made the versions whose records name these executions. */
  readonly learn: (origins: readonly Origin[]) => Promise<void>;
}

export const catalogLineage = (store: Store): CatalogLineage => ({
  reach: (roots, direction) => reach(store, roots, direction),
  execution: (id) => executionOf(store, id),
  unknown: () => unknownExecutions(store),
  learn: (origins) => learnOrigins(store, origins),
});
