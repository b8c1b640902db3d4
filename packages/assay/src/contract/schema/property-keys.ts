import type { z } from 'zod';
import type { ContractProperty } from '../contract.ts';
import type { LogicalType } from '../logical-type.ts';
import { customByName } from '../odcs/common.ts';
import type { itemsShape } from '../odcs/elements.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

/** The keys of a property that were right. */
export type PropertyKeys = Partial<z.output<typeof itemsShape>>;

/** What of a property is not in its own keys. */
interface Around extends Pick<ContractProperty, 'name' | 'path' | 'properties' | 'logicalTypeOptions'> {
  readonly items: ContractProperty | undefined;
  readonly logicalType: LogicalType | undefined;
  /** Classification of what it is a part of: a part is as confidential as the whole, unless it says otherwise. */
  readonly classification: string | undefined;
}

/** The property that its keys describe. */
export const propertyOf = (
  reading: Reading,
  keys: PropertyKeys,
  path: Path,
  around: Around,
): ContractProperty => {
  const { items, logicalType, classification, ...rest } = around;
  const position = keyPosition(reading, keys, path);
  return {
    ...(keys.id === undefined ? {} : { id: keys.id }),
    ...rest,
    physicalName: keys.physicalName ?? around.name,
    ...(logicalType === undefined ? {} : { logicalType }),
    ...(keys.physicalType === undefined ? {} : { physicalType: keys.physicalType }),
    ...(classification === undefined ? {} : { classification }),
    required: keys.required ?? false,
    unique: keys.unique ?? false,
    primaryKey: keys.primaryKey ?? false,
    ...(position === undefined ? {} : { primaryKeyPosition: position }),
    ...(keys.description === undefined ? {} : { description: keys.description }),
    tags: keys.tags ?? [],
    customProperties: customByName(keys.customProperties),
    ...(items === undefined ? {} : { items }),
    place: reading.place(path),
  };
};

/** Refuses `properties` and `items` under a type that has none. */
export const refuseMisplaced = (
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

const keyPosition = (reading: Reading, keys: PropertyKeys, path: Path): number | undefined => {
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
