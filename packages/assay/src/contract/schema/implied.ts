import type { ContractProperty } from '../contract.ts';
import type { Demand, DemandKey } from '../demand.ts';
import { isTemporal } from '../logical-type.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { duplicateNulls } from '../rules/duplicate-nulls.ts';
import { exactLiteral } from '../rules/literals.ts';

/** Where values are only read in another way, and nothing is demanded of them. */
const modifiers: ReadonlySet<string> = new Set(['defaultTimezone']);

/**
 * What a property demands without any rule: that it is there, its type, `required`, `unique`, and each of its options. Keys are
 * demanded by `keyDemands`, for they may span properties.
 */
export const impliedDemands = (
  reading: Reading,
  object: string,
  property: ContractProperty,
  path: Path,
  defaults: Readonly<Record<string, unknown>>,
): readonly Demand[] => {
  const zone = property.logicalTypeOptions.defaultTimezone;
  const demand = (key: DemandKey, args: Demand['args'], from: Path): Demand => ({
    key,
    object,
    property: property.path,
    ...(property.logicalType === undefined ? {} : { logicalType: property.logicalType }),
    ...(typeof zone === 'string' ? { defaultTimezone: zone } : {}),
    args,
    severity: 'error',
    tags: property.tags,
    place: reading.place(from),
  });
  const demands: Demand[] = [];
  const { logicalType, physicalType } = property;
  const { format } = property.logicalTypeOptions;
  if (path.at(-1) !== 'items') demands.push(demand('presence', {}, path));
  if (logicalType !== undefined || physicalType !== undefined) {
    const args = {
      ...(logicalType === undefined ? {} : { logicalType }),
      ...(physicalType === undefined ? {} : { physicalType }),
      ...(isTemporal(logicalType) && typeof format === 'string' ? { format } : {}),
    };
    demands.push(demand('type', args, [...path, logicalType === undefined ? 'physicalType' : 'logicalType']));
  }
  if (property.required) demands.push(demand('required', {}, [...path, 'required']));
  if (property.unique) {
    const custom = { ...defaults, ...property.customProperties };
    demands.push(demand('unique', duplicateNulls(reading, custom, path), [...path, 'unique']));
  }
  for (const [key, value] of Object.entries(property.logicalTypeOptions)) {
    if (modifiers.has(key)) continue;
    const from = [...path, 'logicalTypeOptions', key];
    demands.push(demand(`options.${key}`, { [key]: exactLiteral(reading.source, from, value) }, from));
  }
  return demands;
};
