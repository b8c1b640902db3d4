import type { ContractProperty } from '../contract/contract.ts';

/** The properties of the primary key, in its order; none where a contract declares none. */
export const primaryKeyIn = (properties: readonly ContractProperty[]): readonly ContractProperty[] =>
  properties
    .filter(({ primaryKey }) => primaryKey)
    .toSorted((one, other) => (one.primaryKeyPosition ?? 0) - (other.primaryKeyPosition ?? 0));
