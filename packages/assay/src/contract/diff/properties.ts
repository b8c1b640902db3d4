import type { ContractProperty } from '../contract.ts';
import { diffCustomProperties } from './custom-properties.ts';
import { type ContractChange, change } from './kinds.ts';
import { pairElements } from './pair.ts';

export interface PropertyDiff {
  readonly changes: readonly ContractChange[];
  /** New path of each old one that stayed. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** What changed in the properties of an object, save what they demand of values. */
export const diffProperties = (
  object: string,
  before: readonly ContractProperty[],
  after: readonly ContractProperty[],
): PropertyDiff => {
  const { both, removed, added } = pairElements(before, after);
  const renamed = new Map<string, string>();
  const changes = [
    ...removed.map(({ path }) => change('propertyRemoved', `${object}.${path}`, `${path} is gone`)),
    ...added.map(({ path }) =>
      change('propertyAdded', `${object}.${path}`, `${path} is new: data must have it`),
    ),
  ];
  for (const [old, now] of both) {
    renamed.set(old.path, now.path);
    changes.push(...diffProperty(`${object}.${old.path}`, old, now));
    const inner = [
      diffProperties(object, old.properties, now.properties),
      diffProperties(
        object,
        old.items === undefined ? [] : [old.items],
        now.items === undefined ? [] : [now.items],
      ),
    ];
    for (const part of inner) {
      changes.push(...part.changes);
      for (const [from, to] of part.renamed) renamed.set(from, to);
    }
  }
  return { changes, renamed };
};

const diffProperty = (
  path: string,
  old: ContractProperty,
  now: ContractProperty,
): readonly ContractChange[] => {
  const changes: ContractChange[] = [];
  if (old.name !== now.name) changes.push(change('propertyRenamed', path, `${old.name} is now ${now.name}`));
  else if (old.physicalName !== now.physicalName) {
    changes.push(change('propertyMoved', path, `the column ${old.physicalName} is now ${now.physicalName}`));
  }
  const [was, is] = [old.logicalType, now.logicalType];
  if (was !== is) {
    if (was === undefined) changes.push(change('typeAdded', path, `the type is ${is}, it was open`));
    else if (is === undefined)
      changes.push(change('typeDropped', path, `the type was ${was}, it is open now`));
    else if (was === 'integer' && is === 'number')
      changes.push(change('typeWidened', path, 'integer became number'));
    else if (was === 'number' && is === 'integer')
      changes.push(change('typeNarrowed', path, 'number became integer'));
    else changes.push(change('typeChanged', path, `${was} became ${is}`));
  }
  if (old.physicalType !== now.physicalType) {
    const [from, to] = [old.physicalType ?? 'not said', now.physicalType ?? 'not said'];
    changes.push(change('physicalTypeChanged', path, `the physical type was ${from}, it is ${to}`));
  }
  if (old.classification !== now.classification) {
    const [from, to] = [old.classification ?? 'none', now.classification ?? 'none'];
    changes.push(change('classificationChanged', path, `the classification was ${from}, it is ${to}`));
  }
  const [zone, other] = [zoneOf(old), zoneOf(now)];
  if (zone !== other)
    changes.push(change('optionChanged', path, `times without a zone were of ${zone}, they are of ${other}`));
  changes.push(...diffCustomProperties(path, old.customProperties, now.customProperties));
  if (old.description !== now.description)
    changes.push(change('descriptionChanged', path, 'the description changed'));
  return changes;
};

/** The zone of values without one; ODCS's default is `Etc/UTC`. */
const zoneOf = ({ logicalTypeOptions }: ContractProperty): unknown =>
  logicalTypeOptions.defaultTimezone ?? 'Etc/UTC';
