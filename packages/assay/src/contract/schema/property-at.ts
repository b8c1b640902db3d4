import type { ContractObject, ContractProperty } from '../contract.ts';

/** Every property of an object, nested ones and items after the one that holds them. */
export const allProperties = (properties: readonly ContractProperty[]): readonly ContractProperty[] =>
  properties.flatMap((property) => [
    property,
    ...allProperties(property.properties),
    ...(property.items === undefined ? [] : allProperties([property.items])),
  ]);

/** The property with this path: `temp`, `address.zip`, `tags[].x`. */
export const propertyAt = (object: ContractObject, path: string): ContractProperty | undefined =>
  allProperties(object.properties).find((property) => property.path === path);
