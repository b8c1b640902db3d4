import type { ContractProperty } from '../contract.ts';
import type { LogicalType } from '../logical-type.ts';
import { meantType } from '../meant-type.ts';
import { itemsShape, propertyShape } from '../odcs/elements.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import type { Owner } from '../rules/owner.ts';
import { inWords, isRecord, readShape } from '../shape.ts';
import type { Gathered } from './gathered.ts';
import { impliedDemands } from './implied.ts';
import { distinctNames } from './names.ts';
import { readOptions } from './options.ts';
import { type PropertyKeys, propertyOf, refuseMisplaced } from './property-keys.ts';
import { gatherWritten } from './written.ts';

/** What a property is a part of: the object itself, or another property. */
interface Whole {
  /** Path of the whole with the dot behind it; empty for the object. */
  readonly prefix: string;
  readonly classification?: string;
}

/** Reads the properties of an object (the default whole) or of a property. */
export const readProperties = (
  reading: Reading,
  raws: readonly unknown[],
  path: Path,
  gathered: Gathered,
  whole: Whole = { prefix: '' },
): readonly ContractProperty[] => {
  distinctNames(reading, raws, path, 'property');
  return raws.flatMap((raw, index) => {
    const name = isRecord(raw) && typeof raw.name === 'string' ? raw.name : '';
    return readProperty(reading, raw, [...path, index], `${whole.prefix}${name}`, gathered, whole) ?? [];
  });
};

/** Reads one property, or the items of a list (`name[]`), and gathers what it demands. */
const readProperty = (
  reading: Reading,
  raw: unknown,
  path: Path,
  dotted: string,
  gathered: Gathered,
  whole: Whole,
): ContractProperty | undefined => {
  if (!isRecord(raw)) {
    reading.reject(path, `a property is a map, found ${inWords(raw)}`, 'write name and logicalType as keys');
    return undefined;
  }
  const isItems = path.at(-1) === 'items';
  const shape = isItems
    ? readShape(reading, itemsShape, raw, path)
    : readShape(reading, propertyShape, raw, path);
  const { keys } = shape;
  const written = keys.logicalType;
  const typeIsKnown = raw.logicalType === undefined || written !== undefined;
  const optionsPath = [...path, 'logicalTypeOptions'];
  const logicalTypeOptions = typeIsKnown
    ? readOptions(reading, raw.logicalTypeOptions, written, optionsPath)
    : {};
  if (typeIsKnown) refuseMisplaced(reading, raw, written, path);
  const logicalType = readType(reading, keys, path);
  claimPath(reading, dotted, path, gathered);
  const classification = keys.classification ?? whole.classification;
  const inner = (prefix: string): Whole => ({
    prefix,
    ...(classification === undefined ? {} : { classification }),
  });
  const properties = readProperties(
    reading,
    keys.properties ?? [],
    [...path, 'properties'],
    gathered,
    inner(`${dotted}.`),
  );
  const items =
    keys.items === undefined
      ? undefined
      : readProperty(reading, keys.items, [...path, 'items'], `${dotted}[]`, gathered, inner(''));
  const name = keys.name ?? (isItems ? '[]' : '');
  const around = { name, path: dotted, logicalType, properties, items, logicalTypeOptions, classification };
  const property = propertyOf(reading, keys, path, around);
  if (property.primaryKey) gathered.keys.push({ property, path });
  gathered.demands.push(...impliedDemands(reading, gathered.object, property, path, gathered.defaults));
  const owner: Owner = {
    object: gathered.object,
    property: dotted,
    ...(logicalType === undefined ? {} : { logicalType }),
    ...(typeof logicalTypeOptions.format === 'string' ? { format: logicalTypeOptions.format } : {}),
    paths: () => gathered.paths,
    defaults: { ...gathered.defaults, ...property.customProperties },
  };
  gatherWritten(reading, keys, path, owner, gathered);
  return property;
};

/** The type of a property. A date with a physical type that has a time of day is one, as it was in 3.0. */
const readType = (
  reading: Reading,
  { logicalType, physicalType }: PropertyKeys,
  path: Path,
): LogicalType | undefined => {
  const meant = meantType(logicalType, physicalType);
  if (meant !== logicalType) {
    reading.note(
      [...path, 'logicalType'],
      `date is read as ${meant}, which physicalType ${physicalType} is`,
      `write logicalType: ${meant}`,
    );
  }
  return meant;
};

/** A name may hold dots or brackets, but one path stands for one property. */
const claimPath = (reading: Reading, dotted: string, path: Path, gathered: Gathered): void => {
  const ambiguous = gathered.paths.has(dotted) && /[.[]/.test(dotted);
  if (ambiguous) reading.reject(path, `${dotted} stands for two properties`, 'give one of them another name');
  gathered.paths.add(dotted);
};
