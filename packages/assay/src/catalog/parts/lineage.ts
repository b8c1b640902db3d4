import type { Execution } from '../../domain/execution.ts';
import type { HowMade } from '../../domain/how-made.ts';
import type { LineageLink, VersionAt, WalkLimits } from '../../domain/lineage-walk.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { type Called, calledSo } from '../lineage/called.ts';
import { executionsOf, unknownExecutions } from '../lineage/executions.ts';
import { findMade } from '../lineage/find-made.ts';
import { learnOrigins, type Origin } from '../lineage/keep-origin.ts';
import { type Near, near } from '../lineage/near.ts';
import { type Direction, type LineageStart, reach } from '../lineage/reach.ts';
import type { Store } from '../store.ts';

/** What versions were made from. */
export interface CatalogLineage {
  /** What versions were made from, or what was made from them and from files, however far. */
  readonly reach: (start: LineageStart, direction: Direction) => Promise<readonly LineageLink[]>;
  /** The nearest of that, and how much there is in all; down also what was made from files. */
  readonly near: (start: LineageStart, direction: Direction, limits: WalkLimits) => Promise<Near>;
  /** Versions that were made so. */
  readonly made: (how: HowMade) => Promise<readonly VersionAt[]>;
  /** What is called so, by the beginning of an id. */
  readonly called: (beginning: string) => Promise<Called>;
  readonly execution: (id: ObjectId) => Promise<Execution | undefined>;
  /** Those of some executions that the catalog knows. */
  readonly executions: (ids: readonly ObjectId[]) => Promise<ReadonlyMap<ObjectId, Execution>>;
  /** Executions that records name, and that were not learned: of versions that came from elsewhere. */
  readonly unknown: () => Promise<readonly ObjectId[]>;
  /** Learns what made the versions whose records name these executions. */
  readonly learn: (origins: readonly Origin[]) => Promise<void>;
}

export const catalogLineage = (store: Store): CatalogLineage => ({
  reach: (start, direction) => reach(store, start, direction),
  near: (start, direction, limits) => near(store, start, direction, limits),
  made: (how) => findMade(store, how),
  called: (beginning) => calledSo(store, beginning),
  execution: async (id) => (await executionsOf(store, [id])).get(id),
  executions: (ids) => executionsOf(store, ids),
  unknown: () => unknownExecutions(store),
  learn: (origins) => learnOrigins(store, origins),
});
