import type { Comparison } from '../domain/comparison.ts';
import type { Dimension, Place, Severity } from '../domain/verdict.ts';
import type { LogicalType } from './logical-type.ts';

/** Which part of ODCS asks. A check names the keys it serves; nothing else knows which check that is. */
export type DemandKey =
  | 'presence'
  | 'type'
  | 'required'
  | 'unique'
  | 'primaryKey'
  | `options.${string}`
  | `metric.${string}`
  | 'sql'
  | 'custom'
  | 'foreignEngine'
  | 'text'
  | 'relationship'
  | `sla.${string}`;

/** One demand of a contract, before a check is found for it. */
export interface Demand {
  readonly key: DemandKey;
  /** The rule's own id in the contract; without one, plan/ makes it from the check and its arguments. */
  readonly id?: string;
  readonly object: string;
  /** Property path: `temp`, nested `address.zip`, items `tags[]`. Absent for demands on the whole object. */
  readonly property?: string;
  /** The property's logical type, where it declares one. */
  readonly logicalType?: LogicalType;
  /** Zone of naive values, for bounds on timestamps and times; ODCS's default is `Etc/UTC`. */
  readonly defaultTimezone?: string;
  /** Arguments by the names ODCS gives them; for `custom` the implementation, `{check, …}`. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly comparison?: Comparison;
  readonly unit?: 'rows' | 'percent';
  /** What a SQL rule's number measures, for people. */
  readonly unitLabel?: string;
  readonly severity: Severity;
  /** Only where the contract says so; otherwise the check's own. */
  readonly dimension?: Dimension;
  readonly name?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly place: Place;
}
