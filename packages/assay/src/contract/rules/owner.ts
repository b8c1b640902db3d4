import type { LogicalType } from '../contract.ts';

/** What a rule is written on: an object, or one of its properties. */
export interface Owner {
  readonly object: string;
  /** Property path; absent for the object itself. */
  readonly property?: string;
  readonly logicalType?: LogicalType;
  /** Every property path of the object, for arguments that name properties. */
  readonly paths: () => ReadonlySet<string>;
  /** The value of a custom property of the contract, unless the rule has its own. */
  readonly defaults: Readonly<Record<string, unknown>>;
}
