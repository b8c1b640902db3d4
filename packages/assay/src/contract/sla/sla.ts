import { suggestion } from '../../domain/nearest.ts';
import type { ContractObject } from '../contract.ts';
import type { Demand, DemandKey } from '../demand.ts';
import { isMoment } from '../odcs/formats.ts';
import { type SlaKeys, slaShape } from '../odcs/sla.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { readShape } from '../shape.ts';
import { type Element, readElements } from './elements.ts';
import { isoDuration } from './iso-duration.ts';
import { slaName, slaNames } from './names.ts';
import { slaUnit } from './units.ts';

const durations: ReadonlySet<string> = new Set(['latency', 'retention']);
const moments: ReadonlySet<string> = new Set(['generalAvailability', 'endOfSupport', 'endOfLife']);
const drivers = ['regulatory', 'analytics', 'operational'];

/**
 * Reads one entry of `slaProperties` into its demands: one for each element it names. An entry about the whole contract is
 * demanded of every object, for each object is judged in a run of its own.
 */
export const readSla = (
  reading: Reading,
  raw: unknown,
  path: Path,
  objects: readonly ContractObject[],
  fallback: string | undefined,
): readonly Demand[] => {
  const { keys, whole } = readShape(reading, slaShape, raw, path);
  const { property, value } = keys;
  if (!whole || property === undefined || value === undefined) return [];
  const name = slaName(property);
  if (name === undefined)
    reading.note([...path, 'property'], `${property} is no SLA name of ODCS`, suggestion(property, slaNames));
  if (keys.driver !== undefined && !drivers.includes(keys.driver)) {
    reading.note(
      [...path, 'driver'],
      `${keys.driver} is no driver of ODCS`,
      suggestion(keys.driver, drivers),
    );
  }
  const runs = name !== undefined && durations.has(name);
  const elements = readElements(reading, keys.element ?? fallback, [...path, 'element'], objects, runs);
  const args = runs
    ? readDuration(reading, keys, path)
    : name !== undefined && moments.has(name)
      ? readMoment(reading, keys, path)
      : readOther(keys);
  return elements.map((element) => demandOf(reading, `sla.${name ?? property}`, keys, args, element, path));
};

const demandOf = (
  reading: Reading,
  key: DemandKey,
  keys: Partial<SlaKeys>,
  args: Demand['args'],
  element: Element,
  path: Path,
): Demand => ({
  key,
  ...(keys.id === undefined ? {} : { id: keys.id }),
  object: element.object,
  ...(element.property === undefined ? {} : { property: element.property.path }),
  ...(element.property?.logicalType === undefined ? {} : { logicalType: element.property.logicalType }),
  ...(typeof element.property?.logicalTypeOptions.defaultTimezone === 'string'
    ? { defaultTimezone: element.property.logicalTypeOptions.defaultTimezone }
    : {}),
  args: element.property === undefined ? args : { ...args, element: element.property.path },
  severity: 'error',
  ...(keys.description === undefined ? {} : { description: keys.description }),
  tags: [],
  place: reading.place(path),
});

const readDuration = (
  reading: Reading,
  { property, value, unit, valueExt }: Partial<SlaKeys>,
  path: Path,
): Demand['args'] => {
  const iso = typeof value === 'string' && unit === undefined ? isoDuration(value) : undefined;
  if (iso !== undefined) {
    noteUnjudged(reading, valueExt, path);
    return { ...iso };
  }
  if (typeof value !== 'number' || value < 0) {
    reading.reject(
      [...path, 'value'],
      `${property} needs a number, found ${JSON.stringify(value)}`,
      'write value: 4 and unit: h, or a duration of ISO 8601 as PT4H',
    );
  }
  const known = unit === undefined ? 'd' : slaUnit(unit);
  if (unit === undefined) reading.note(path, `${property} has no unit: days are meant`, 'write unit: d');
  else if (known === undefined) {
    const hint =
      unit.trim() === 'm' ? 'write min for minutes or mo for months' : 'write s, min, h, d, w, mo or y';
    reading.reject([...path, 'unit'], `${unit} is no unit of time`, hint);
  }
  noteUnjudged(reading, valueExt, path);
  return { value, unit: known };
};

const noteUnjudged = (reading: Reading, valueExt: unknown, path: Path): void => {
  if (valueExt !== undefined && valueExt !== null)
    reading.note([...path, 'valueExt'], 'valueExt is not judged', 'write the bound as value');
};

const readMoment = (reading: Reading, keys: Partial<SlaKeys>, path: Path): Demand['args'] => {
  if (typeof keys.value !== 'string' || !isMoment(keys.value)) {
    reading.note(
      [...path, 'value'],
      `${keys.property} needs a day or time, found ${JSON.stringify(keys.value)}`,
      'write it as 2032-05-12',
    );
  }
  return readOther(keys);
};

const readOther = ({ value, unit, valueExt }: Partial<SlaKeys>): Demand['args'] => ({
  value,
  ...(unit === undefined ? {} : { unit }),
  ...(valueExt === undefined ? {} : { valueExt }),
});
