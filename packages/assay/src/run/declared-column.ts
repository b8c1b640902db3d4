import type { ContractProperty } from '../contract/contract.ts';
import type { DeclaredColumn } from '../domain/source.ts';

/** All of a property on which the reading of its column depends, as plain data that can be kept. */
export const declaredColumn = ({
  name,
  physicalName,
  logicalType,
  physicalType,
  logicalTypeOptions,
}: ContractProperty): DeclaredColumn => ({
  name,
  physicalName,
  logicalTypeOptions,
  ...(logicalType === undefined ? {} : { logicalType }),
  ...(physicalType === undefined ? {} : { physicalType }),
});
