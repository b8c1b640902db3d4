import { suggestion } from '../../domain/nearest.ts';
import type { ContractObject, ContractProperty } from '../contract.ts';
import type { Reference } from './reference.ts';

export type Resolved = { readonly object: ContractObject; readonly property: ContractProperty };

/** Finds what a reference within this contract points to, or says in words why there is no such thing. */
export const resolveReference = (
  reference: Reference,
  objects: readonly ContractObject[],
): Resolved | string => {
  const named = (element: { readonly name: string; readonly id?: string }) =>
    reference.by === 'id' ? element.id : element.name;
  const among = (elements: readonly { readonly name: string; readonly id?: string }[], wanted: string) =>
    suggestion(
      wanted,
      elements.flatMap((element) => named(element) ?? []),
    );
  const object = objects.find((candidate) => named(candidate) === reference.object);
  if (object === undefined) {
    return `no object with the ${reference.by} ${reference.object} (${among(objects, reference.object)})`;
  }
  let level = object.properties;
  let property: ContractProperty | undefined;
  for (const wanted of reference.properties) {
    property = level.find((candidate) => named(candidate) === wanted);
    if (property === undefined)
      return `${object.name} has no property with the ${reference.by} ${wanted} (${among(level, wanted)})`;
    level = property.properties;
  }
  return property === undefined ? `${object.name} names no property` : { object, property };
};
