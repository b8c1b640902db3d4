import { suggestion } from '../../domain/nearest.ts';
import type { ContractObject, ContractProperty } from '../contract.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { propertyAt } from '../schema/property-at.ts';

/** What an SLA entry is about. */
export interface Element {
  readonly object: string;
  readonly property?: ContractProperty;
}

/**
 * Reads an `element`: `object.property`, a comma list of them, the object left out where there is only one. Entries that are
 * run on data need a property; the others may be about an object, or (without element) about all.
 */
export const readElements = (
  reading: Reading,
  written: string | undefined,
  path: Path,
  objects: readonly ContractObject[],
  needsProperty: boolean,
): readonly Element[] => {
  const all = objects.map(({ name }) => ({ object: name }));
  if (written === undefined) {
    if (needsProperty)
      reading.reject(path, 'the element is missing', 'name the column of time as object.property');
    return needsProperty ? [] : all;
  }
  const found = written.split(',').map((part) => findElement(part.trim(), objects) ?? part.trim());
  const elements = found
    .filter((one) => typeof one !== 'string')
    .filter(({ property }) => !needsProperty || property !== undefined);
  for (const one of found) {
    const word = typeof one === 'string' ? one : one.object;
    if (typeof one !== 'string' && (!needsProperty || one.property !== undefined)) continue;
    const report = needsProperty ? reading.reject : reading.note;
    report(
      path,
      typeof one === 'string' ? `no element ${word}` : `${word} is an object: name its column of time`,
      suggestion(word, elementNames(objects)),
    );
  }
  return elements.length > 0 || needsProperty ? elements : all;
};

const findElement = (written: string, objects: readonly ContractObject[]): Element | undefined => {
  for (const object of objects) {
    if (written === object.name) return { object: object.name };
    const property = written.startsWith(`${object.name}.`)
      ? propertyAt(object, written.slice(object.name.length + 1))
      : undefined;
    if (property !== undefined) return { object: object.name, property };
  }
  const [only, second] = objects;
  const property = only === undefined || second !== undefined ? undefined : propertyAt(only, written);
  return only === undefined || property === undefined ? undefined : { object: only.name, property };
};

const elementNames = (objects: readonly ContractObject[]): string[] =>
  objects.flatMap(({ name, properties }) => properties.map((property) => `${name}.${property.name}`));
