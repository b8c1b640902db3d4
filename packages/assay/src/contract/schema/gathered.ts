import type { Demand } from '../demand.ts';
import type { Path } from '../path.ts';
import type { Owner } from '../rules/owner.ts';
import type { KeyPart } from './keys.ts';

/** A relationship that waits until every object is known. */
export interface PendingRelationship {
  readonly raw: unknown;
  readonly path: Path;
  readonly owner: Owner;
}

/** What reading the properties of one object brings together. */
export interface Gathered {
  /** The object's name. */
  readonly object: string;
  readonly demands: Demand[];
  readonly keys: KeyPart[];
  readonly relationships: PendingRelationship[];
  readonly paths: Set<string>;
  /** Custom properties of the contract and the object. */
  readonly defaults: Readonly<Record<string, unknown>>;
}
