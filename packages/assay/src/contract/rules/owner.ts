import type { LogicalType } from '../logical-type.ts';

/** What a rule is written on: an object, or one of its properties. */
export interface Owner {
  readonly object: string;
  /** Property path; absent for the object itself. */
  readonly property?: string;
  readonly logicalType?: LogicalType;
  /** How dates and times that are kept as text are written. */
  readonly format?: string;
  /** Every property path of the object, for arguments that name properties. */
  readonly paths: () => ReadonlySet<string>;
  /** Custom properties of what is above the rule; the rule's own come before them. */
  readonly defaults: Readonly<Record<string, unknown>>;
}
