import type { Place } from '../domain/verdict.ts';
import type { Demand } from './demand.ts';
import type { LogicalType } from './logical-type.ts';

export type { LogicalType };

export interface ContractProperty {
  readonly id?: string;
  readonly name: string;
  /** Dotted path from the object: equals `name` at the top level; items end in `[]`. */
  readonly path: string;
  readonly physicalName: string;
  readonly logicalType?: LogicalType;
  readonly physicalType?: string;
  readonly logicalTypeOptions: Readonly<Record<string, unknown>>;
  readonly classification?: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly primaryKey: boolean;
  /** From 1, or absent where the order of the key is that of the file. */
  readonly primaryKeyPosition?: number;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly customProperties: Readonly<Record<string, unknown>>;
  readonly properties: readonly ContractProperty[];
  readonly items?: ContractProperty;
  readonly place: Place;
}

export interface ContractObject {
  readonly id?: string;
  readonly name: string;
  readonly physicalName: string;
  readonly physicalType?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly customProperties: Readonly<Record<string, unknown>>;
  readonly properties: readonly ContractProperty[];
  /** Every demand on this object, implied and written, in the order of the file. SLA entries included. */
  readonly demands: readonly Demand[];
  readonly place: Place;
}

export interface ContractServer {
  readonly server: string;
  readonly type: string;
  /** All other keys of the entry, as validated. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** A parsed and valid ODCS contract. */
export interface Contract {
  readonly file: string;
  /** `sha256:` of the file's bytes. */
  readonly sha256: string;
  readonly apiVersion: string;
  readonly id: string;
  readonly version: string;
  readonly status: string;
  readonly name?: string;
  readonly servers: readonly ContractServer[];
  readonly objects: readonly ContractObject[];
  /** Top-level custom properties by name; Assay's own start with `assay`. */
  readonly customProperties: Readonly<Record<string, unknown>>;
}
