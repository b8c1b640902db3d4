import type { ContractProperty } from '../contract/contract.ts';

/** No list of public classifications has it. */
const classification = 'confidential when the version was made';

const fixedProperty = (name: string): ContractProperty => ({
  name,
  path: name,
  physicalName: name,
  classification,
  logicalTypeOptions: {},
  required: false,
  unique: false,
  primaryKey: false,
  tags: [],
  customProperties: {},
  properties: [],
  place: {},
});

/** Properties of a contract, with those confidential that were so when a version was made; what it does not know any more is added. */
export const withFixedClasses = (
  properties: readonly ContractProperty[],
  fixed: readonly string[] = [],
): readonly ContractProperty[] => {
  if (fixed.length === 0) return properties;
  const names = ({ name, physicalName }: ContractProperty): readonly string[] =>
    [name, physicalName].map((one) => one.toLowerCase());
  const isFixed = new Set(fixed.map((name) => name.toLowerCase()));
  const known = new Set(properties.flatMap(names));
  return [
    ...properties.map((one) =>
      names(one).some((name) => isFixed.has(name)) ? { ...one, classification } : one,
    ),
    ...fixed.filter((name) => !known.has(name.toLowerCase())).map(fixedProperty),
  ];
};
