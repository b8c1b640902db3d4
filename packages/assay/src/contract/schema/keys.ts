import type { ContractProperty } from '../contract.ts';
import type { Demand } from '../demand.ts';
import { type Path, pointer } from '../path.ts';
import type { Reading } from '../reading.ts';

/** A property that is (part of) the key, with where it stands. */
export interface KeyPart {
  readonly property: ContractProperty;
  readonly path: Path;
}

/**
 * The demands of an object's primary key: one on the property where it stands alone, one on the object for a tuple, its
 * properties in the order of their positions. Keys within a list's items are keys of the items, apart from the object's.
 */
export const keyDemands = (reading: Reading, object: string, parts: readonly KeyPart[]): readonly Demand[] =>
  [...Map.groupBy(parts, ({ path }) => rowsOf(path)).values()].flatMap((group): readonly Demand[] => {
    const ordered = inOrder(reading, group);
    const [first, second] = ordered;
    if (first === undefined) return [];
    const demand = {
      key: 'primaryKey',
      object,
      severity: 'error',
      tags: second === undefined ? first.property.tags : [],
      place: reading.place([...first.path, 'primaryKey']),
    } as const;
    if (second !== undefined)
      return [{ ...demand, args: { properties: ordered.map(({ property }) => property.path) } }];
    const { path, logicalType } = first.property;
    return [{ ...demand, property: path, ...(logicalType === undefined ? {} : { logicalType }), args: {} }];
  });

/** Where the items are whose rows the key counts; empty for the rows of the object. */
const rowsOf = (path: Path): string => pointer(path.slice(0, path.lastIndexOf('items') + 1));

const inOrder = (reading: Reading, group: readonly KeyPart[]): readonly KeyPart[] => {
  const positions = group.map(({ property }) => property.primaryKeyPosition);
  if (positions.every((position) => position === undefined)) return group;
  const ordered = group.toSorted(
    (a, b) => (a.property.primaryKeyPosition ?? 0) - (b.property.primaryKeyPosition ?? 0),
  );
  for (const [index, { property, path }] of ordered.entries()) {
    if (property.primaryKeyPosition === index + 1) continue;
    const found = property.primaryKeyPosition ?? 'none';
    reading.reject(
      [...path, 'primaryKeyPosition'],
      `the positions of the key are not 1 to ${group.length}: ${found} where ${index + 1} is due`,
      'number them from 1, or leave all out',
    );
    break;
  }
  return ordered;
};
