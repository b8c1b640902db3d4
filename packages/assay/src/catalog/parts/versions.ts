import type { VersionAt } from '../../domain/lineage-walk.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import type { Version, VersionRoot } from '../../domain/version-record.ts';
import type { VersionRef } from '../../domain/version-ref.ts';
import type { Store } from '../store.ts';
import {
  findVersion,
  listVersions,
  versionNames,
  versionRoots,
  versionsAt,
  versionsOfTrees,
} from '../versions/find-versions.ts';
import { gateVersion, type NewGate, type NewVersion, saveVersion } from '../versions/save-version.ts';
import { type Tagging, tagVersion } from '../versions/tag-version.ts';

/** Versions under their numbers, what gates said of them, and free aliases. */
export interface CatalogVersions {
  /** Gives a version the next number of its name, and returns it. */
  readonly save: (version: NewVersion) => Promise<number>;
  /** Keeps what a gate said of a version. */
  readonly gate: (given: NewGate) => Promise<void>;
  /** Undefined where there is none, or where the beginning of an id means several. */
  readonly find: (ref: VersionRef) => Promise<Version | undefined>;
  /** Those at some places, in any order. */
  readonly at: (places: readonly VersionAt[]) => Promise<readonly Version[]>;
  /** Those that consist of these trees. */
  readonly ofTrees: (trees: readonly ObjectId[]) => Promise<readonly Version[]>;
  /** The newest first. */
  readonly list: (filter?: {
    readonly name?: string;
    readonly limit?: number;
  }) => Promise<readonly Version[]>;
  /** Moves or takes away an alias, and returns where it led before. */
  readonly tag: (tagging: Tagging) => Promise<number | undefined>;
  /** Names that have versions. */
  readonly names: () => Promise<readonly string[]>;
  /** Records, trees and executions of all versions, the oldest first. */
  readonly roots: () => Promise<readonly VersionRoot[]>;
}

export const catalogVersions = (store: Store): CatalogVersions => ({
  save: (version) => saveVersion(store, version),
  gate: (given) => gateVersion(store, given),
  find: (ref) => findVersion(store, ref),
  at: (places) => versionsAt(store, places),
  ofTrees: (trees) => versionsOfTrees(store, trees),
  list: (filter = {}) => listVersions(store, filter),
  tag: (tagging) => tagVersion(store, tagging),
  names: () => versionNames(store),
  roots: () => versionRoots(store),
});
