import type { Contract, ContractObject } from '../contract.ts';
import type { Demand } from '../demand.ts';
import { diffCustomProperties } from './custom-properties.ts';
import { addedDemand, changedDemand, removedDemand } from './demands.ts';
import { type ContractChange, change } from './kinds.ts';
import { pairDemands } from './match-demands.ts';
import { pairElements } from './pair.ts';
import { diffProperties } from './properties.ts';
import { diffServers } from './servers.ts';

/** What changed from one contract to the next, and whom it breaks. Two equal contracts give an empty list. */
export const diffContracts = (before: Contract, after: Contract): readonly ContractChange[] => {
  const { both, removed, added } = pairElements(before.objects, after.objects);
  return [
    ...(before.status === after.status
      ? []
      : [change('statusChanged', 'status', `${before.status} became ${after.status}`)]),
    ...diffCustomProperties('customProperties', before.customProperties, after.customProperties),
    ...diffServers(before.servers, after.servers),
    ...removed.map(({ name }) => change('objectRemoved', name, `${name} is gone`)),
    ...added.map(({ name }) => change('objectAdded', name, `${name} is new`)),
    ...both.flatMap(([old, now]) => diffObject(old, now)),
  ];
};

const diffObject = (old: ContractObject, now: ContractObject): readonly ContractChange[] => {
  const properties = diffProperties(old.name, old.properties, now.properties);
  const stayed = old.demands
    .filter(({ property }) => property === undefined || properties.renamed.has(property))
    .map((demand) => renamed(demand, properties.renamed));
  const known = new Set(properties.renamed.values());
  const current = now.demands.filter(({ property }) => property === undefined || known.has(property));
  const demands = pairDemands(stayed.filter(isOfValues), current.filter(isOfValues));
  return [
    ...(old.name === now.name ? [] : [change('objectRenamed', old.name, `${old.name} is now ${now.name}`)]),
    ...(old.name !== now.name || old.physicalName === now.physicalName
      ? []
      : [change('objectMoved', old.name, `${old.physicalName} is now ${now.physicalName}`)]),
    ...(old.description === now.description
      ? []
      : [change('descriptionChanged', old.name, 'the description changed')]),
    ...diffCustomProperties(old.name, old.customProperties, now.customProperties),
    ...properties.changes,
    ...demands.removed.map(removedDemand),
    ...demands.added.map(addedDemand),
    ...demands.both.flatMap(([was, is]) => changedDemand(was, is)),
  ];
};

/** Presence and type are compared with the properties themselves. */
const isOfValues = ({ key }: Demand): boolean => key !== 'presence' && key !== 'type';

const renamed = (demand: Demand, paths: ReadonlyMap<string, string>): Demand => {
  const path = (old: unknown): unknown => (typeof old === 'string' ? (paths.get(old) ?? old) : old);
  const list = (value: unknown) => (Array.isArray(value) ? value.map(path) : value);
  const { properties, from, element } = demand.args;
  return {
    ...demand,
    ...(demand.property === undefined ? {} : { property: paths.get(demand.property) ?? demand.property }),
    args: {
      ...demand.args,
      ...(demand.key === 'primaryKey' || demand.key === 'metric.duplicateValues'
        ? { ...(properties === undefined ? {} : { properties: list(properties) }) }
        : {}),
      ...(demand.key === 'relationship' ? { from: list(from) } : {}),
      ...(demand.key.startsWith('sla.') && element !== undefined ? { element: path(element) } : {}),
    },
  };
};
