import type { ContractObject } from '../contract.ts';
import { customByName } from '../odcs/common.ts';
import { objectShape } from '../odcs/elements.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import type { Owner } from '../rules/owner.ts';
import { inWords, isRecord, readShape } from '../shape.ts';
import type { Gathered, PendingRelationship } from './gathered.ts';
import { keyDemands } from './keys.ts';
import { readProperties } from './property.ts';
import { gatherWritten } from './written.ts';

export interface ObjectReading {
  readonly object: ContractObject;
  readonly relationships: readonly PendingRelationship[];
}

/** Reads one entry of `schema` with all that it demands, save relationships, which wait for the other objects. */
export const readObject = (
  reading: Reading,
  raw: unknown,
  path: Path,
  defaults: Gathered['defaults'],
): ObjectReading | undefined => {
  if (!isRecord(raw)) {
    reading.reject(path, `an object is a map, found ${inWords(raw)}`, 'write name and properties as keys');
    return undefined;
  }
  const { keys } = readShape(reading, objectShape, raw, path);
  const name = keys.name ?? '';
  const customProperties = customByName(keys.customProperties);
  const gathered: Gathered = {
    object: name,
    demands: [],
    keys: [],
    relationships: [],
    paths: new Set(),
    defaults: { ...defaults, ...customProperties },
  };
  const properties = readProperties(reading, keys.properties ?? [], [...path, 'properties'], gathered);
  const owner: Owner = { object: name, paths: () => gathered.paths, defaults: gathered.defaults };
  gatherWritten(reading, keys, path, owner, gathered);
  gathered.demands.push(...keyDemands(reading, name, gathered.keys));
  const object: ContractObject = {
    ...(keys.id === undefined ? {} : { id: keys.id }),
    name,
    physicalName: keys.physicalName ?? name,
    ...(keys.physicalType === undefined ? {} : { physicalType: keys.physicalType }),
    ...(keys.description === undefined ? {} : { description: keys.description }),
    tags: keys.tags ?? [],
    customProperties,
    properties,
    demands: gathered.demands,
    place: reading.place(path),
  };
  return { object, relationships: gathered.relationships };
};
