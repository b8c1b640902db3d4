import type { ContractProperty } from '../contract.ts';
import type { LogicalType } from '../logical-type.ts';
import { customByName } from '../odcs/common.ts';
import { itemsShape, propertyShape } from '../odcs/elements.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import type { Owner } from '../rules/owner.ts';
import { readRule } from '../rules/rule.ts';
import { inWords, isRecord, readShape } from '../shape.ts';
import type { Gathered } from './gathered.ts';
import { impliedDemands } from './implied.ts';
import { distinctNames } from './names.ts';
import { readOptions } from './options.ts';

/** Reads the properties of an object or of a nested one. */
export const readProperties = (
  reading: Reading,
  raws: readonly unknown[],
  path: Path,
  object: string,
  prefix: string,
  gathered: Gathered,
): readonly ContractProperty[] => {
  distinctNames(reading, raws, path, 'property');
  return raws.flatMap((raw, index) => {
    const name = isRecord(raw) && typeof raw.name === 'string' ? raw.name : '';
    return readProperty(reading, raw, [...path, index], object, `${prefix}${name}`, gathered) ?? [];
  });
};

/** Reads one property, or the items of a list (`name[]`), and gathers what it demands. */
const readProperty = (
  reading: Reading,
  raw: unknown,
  path: Path,
  object: string,
  dotted: string,
  gathered: Gathered,
): ContractProperty | undefined => {
  if (!isRecord(raw)) {
    reading.reject(path, `a property is a map, found ${inWords(raw)}`, 'write name and logicalType as keys');
    return undefined;
  }
  const isItems = dotted.endsWith('[]');
  const { keys } = isItems
    ? readShape(reading, itemsShape, raw, path)
    : readShape(reading, propertyShape, raw, path);
  const { logicalType } = keys;
  const typeIsKnown = raw.logicalType === undefined || logicalType !== undefined;
  const options = typeIsKnown
    ? readOptions(reading, raw.logicalTypeOptions, logicalType, [...path, 'logicalTypeOptions'])
    : {};
  if (typeIsKnown) refuseMisplaced(reading, raw, logicalType, path);
  gathered.paths.add(dotted);
  const children = readProperties(
    reading,
    keys.properties ?? [],
    [...path, 'properties'],
    object,
    `${dotted}.`,
    gathered,
  );
  const items =
    keys.items === undefined
      ? undefined
      : readProperty(reading, keys.items, [...path, 'items'], object, `${dotted}[]`, gathered);
  const position = keyPosition(reading, keys, path);
  const name = keys.name ?? (isItems ? '[]' : '');
  const property: ContractProperty = {
    ...(keys.id === undefined ? {} : { id: keys.id }),
    name,
    path: dotted,
    physicalName: keys.physicalName ?? name,
    ...(logicalType === undefined ? {} : { logicalType }),
    ...(keys.physicalType === undefined ? {} : { physicalType: keys.physicalType }),
    logicalTypeOptions: options,
    ...(keys.classification === undefined ? {} : { classification: keys.classification }),
    required: keys.required ?? false,
    unique: keys.unique ?? false,
    primaryKey: keys.primaryKey ?? false,
    ...(position === undefined ? {} : { primaryKeyPosition: position }),
    ...(keys.description === undefined ? {} : { description: keys.description }),
    tags: keys.tags ?? [],
    customProperties: customByName(keys.customProperties),
    properties: children,
    ...(items === undefined ? {} : { items }),
    place: reading.place(path),
  };
  if (property.primaryKey) gathered.keys.push({ property, path });
  gathered.demands.push(...impliedDemands(reading, object, property, path, gathered.defaults));
  const owner: Owner = {
    object,
    property: dotted,
    ...(logicalType === undefined ? {} : { logicalType }),
    paths: () => gathered.paths,
    defaults: { ...gathered.defaults, ...property.customProperties },
  };
  for (const [index, rule] of (keys.quality ?? []).entries()) {
    const demand = readRule(reading, rule, [...path, 'quality', index], owner);
    if (demand !== undefined) gathered.demands.push(demand);
  }
  for (const [index, relationship] of (keys.relationships ?? []).entries()) {
    gathered.relationships.push({ raw: relationship, path: [...path, 'relationships', index], owner });
  }
  return property;
};

const refuseMisplaced = (
  reading: Reading,
  raw: Record<string, unknown>,
  type: LogicalType | undefined,
  path: Path,
): void => {
  if (type === undefined) return;
  for (const [key, owner] of [
    ['properties', 'object'],
    ['items', 'array'],
  ] as const) {
    if (raw[key] !== undefined && type !== owner) {
      reading.reject(
        [...path, key],
        `${key} belongs to logicalType ${owner}, not to ${type}`,
        `write logicalType: ${owner}, or take ${key} away`,
      );
    }
  }
};

const keyPosition = (
  reading: Reading,
  keys: { primaryKey?: boolean; primaryKeyPosition?: number },
  path: Path,
): number | undefined => {
  const position = keys.primaryKeyPosition === -1 ? undefined : keys.primaryKeyPosition;
  if (position !== undefined && keys.primaryKey !== true) {
    reading.reject(
      [...path, 'primaryKeyPosition'],
      'a key position without primaryKey: true',
      'add primaryKey: true, or take the position away',
    );
  }
  return position;
};
