import type { ContractObject } from '../contract.ts';
import type { Demand } from '../demand.ts';
import type { LogicalType } from '../logical-type.ts';
import { objectRelationship, propertyRelationship } from '../odcs/relationships.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import type { PendingRelationship } from '../schema/gathered.ts';
import { readShape } from '../shape.ts';
import { readReference } from './reference.ts';
import { resolveReference } from './resolve.ts';

/** One end of a relationship: property paths of one object, with their types where they are known. */
interface End {
  readonly object: string;
  readonly properties: readonly string[];
  readonly types: readonly (LogicalType | undefined)[];
  readonly file?: string;
  readonly by?: 'id' | 'name';
}

/** Reads a relationship into its demand: every row with a key finds its tuple in the other object. */
export const readRelationship = (
  reading: Reading,
  pending: PendingRelationship,
  objects: readonly ContractObject[],
): Demand | undefined => {
  const { raw, path, owner } = pending;
  const onProperty = owner.property !== undefined;
  const { keys, whole } = readShape(
    reading,
    onProperty ? propertyRelationship : objectRelationship,
    raw,
    path,
  );
  if (!whole || keys.to === undefined) return undefined;
  if (keys.description !== undefined) {
    reading.proseOnly(
      [...path, 'description'],
      'description in a relationship is allowed by the prose of ODCS only',
      'use customProperties',
    );
  }
  const written: unknown = 'from' in keys ? keys.from : undefined;
  if (onProperty && Array.isArray(keys.to)) {
    reading.reject(
      [...path, 'to'],
      'a relationship of one property has one target',
      'write a tuple at the object, with from and to',
    );
    return undefined;
  }
  if (!onProperty && Array.isArray(written) !== Array.isArray(keys.to)) {
    reading.reject(
      path,
      'one of from and to is a list, the other is text',
      'write both as text or both as lists',
    );
    return undefined;
  }
  const to = readEnd(reading, keys.to, [...path, 'to'], objects);
  const from = onProperty
    ? { object: owner.object, properties: [owner.property], types: [owner.logicalType] }
    : readEnd(reading, written, [...path, 'from'], objects);
  if (from === undefined || to === undefined) return undefined;
  checkEnds(reading, from, to, owner.object, path);
  const target = {
    object: to.object,
    properties: to.properties,
    ...(to.file === undefined ? {} : { file: to.file, by: to.by }),
  };
  return {
    key: 'relationship',
    object: owner.object,
    ...(owner.property === undefined ? {} : { property: owner.property }),
    args: { from: from.properties, to: target },
    severity: 'error',
    tags: [],
    place: reading.place(path),
  };
};

const readEnd = (
  reading: Reading,
  written: unknown,
  path: Path,
  objects: readonly ContractObject[],
): End | undefined => {
  const texts = Array.isArray(written) ? written.map(String) : [String(written)];
  const ends = texts.map((text, index): End | undefined => {
    const place = Array.isArray(written) ? [...path, index] : path;
    const reference = readReference(reading, text, place);
    if (reference === undefined) return undefined;
    if (reference.file !== undefined) {
      const { object, properties, file, by } = reference;
      return { object, properties: [properties.join('.')], types: [undefined], file, by };
    }
    const found = resolveReference(reference, objects);
    if (typeof found !== 'string')
      return {
        object: found.object.name,
        properties: [found.property.path],
        types: [found.property.logicalType],
      };
    reading.reject(place, found, 'name an object and property of this contract');
    return undefined;
  });
  const known = ends.filter((end) => end !== undefined);
  const [first] = known;
  if (first === undefined || known.length < ends.length) return undefined;
  if (known.some((end) => end.object !== first.object || end.file !== first.file || end.by !== first.by)) {
    reading.reject(path, 'the list points to more than one object', 'keep a tuple within one object');
    return undefined;
  }
  return {
    ...first,
    properties: known.flatMap((end) => end.properties),
    types: known.flatMap((end) => end.types),
  };
};

const checkEnds = (reading: Reading, from: End, to: End, object: string, path: Path): void => {
  if (from.object !== object || from.file !== undefined) {
    reading.reject(
      [...path, 'from'],
      `from names ${from.object}, but the relationship stands in ${object}`,
      `move it to ${from.object}`,
    );
  }
  if (from.properties.length !== to.properties.length) {
    reading.reject(
      path,
      `from has ${from.properties.length} properties, to has ${to.properties.length}`,
      'pair them one by one',
    );
  }
  for (const [index, type] of from.types.entries()) {
    const other = to.types[index];
    if (type === undefined || other === undefined || family(type) === family(other)) continue;
    reading.reject(
      path,
      `${from.properties[index]} is ${type}, ${to.properties[index]} is ${other}: no value is in both`,
      'compare like with like',
    );
  }
};

const family = (type: LogicalType): string => (type === 'integer' || type === 'number' ? 'numeric' : type);
