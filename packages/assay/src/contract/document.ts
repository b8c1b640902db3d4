import type { Contract, ContractObject } from './contract.ts';
import type { Demand } from './demand.ts';
import { distinctIds } from './ids.ts';
import { customByName } from './odcs/common.ts';
import { documentShape } from './odcs/document.ts';
import { team, teamMember } from './odcs/people.ts';
import type { Reading } from './reading.ts';
import { readRelationship } from './references/relationship.ts';
import { distinctNames } from './schema/names.ts';
import { readObject } from './schema/object.ts';
import { readServers } from './servers.ts';
import { inWords, isRecord, readShape } from './shape.ts';
import { readSla } from './sla/sla.ts';

/** Reads the whole document. What is wrong goes to the reading's problems; the rest is read as far as it goes. */
export const readDocument = (reading: Reading, sha256: string): Contract | undefined => {
  const raw = reading.source.value;
  if (!isRecord(raw)) {
    reading.reject(
      [],
      `a contract is a map, found ${inWords(raw ?? undefined)}`,
      'start with apiVersion, kind, id, version and status',
    );
    return undefined;
  }
  const { keys } = readShape(reading, documentShape, raw, []);
  distinctIds(reading, raw);
  readTeam(reading, raw.team);
  noteDeprecated(reading, raw);
  const customProperties = customByName(keys.customProperties);
  const servers = readServers(reading, keys.servers ?? [], ['servers']);
  const objects = readObjects(reading, keys.schema ?? [], customProperties);
  const slas = (keys.slaProperties ?? []).flatMap((entry, index) =>
    readSla(reading, entry, ['slaProperties', index], objects, keys.slaDefaultElement),
  );
  return {
    file: reading.source.file,
    sha256,
    apiVersion: keys.apiVersion ?? '',
    id: keys.id ?? '',
    version: keys.version ?? '',
    status: keys.status ?? '',
    ...(keys.name === undefined ? {} : { name: keys.name }),
    servers,
    objects: objects.map((object) =>
      withDemands(
        object,
        slas.filter((demand) => demand.object === object.name),
      ),
    ),
    customProperties,
  };
};

const readObjects = (
  reading: Reading,
  raws: readonly unknown[],
  defaults: Readonly<Record<string, unknown>>,
): readonly ContractObject[] => {
  distinctNames(reading, raws, ['schema'], 'object');
  const found = raws.flatMap((raw, index) => readObject(reading, raw, ['schema', index], defaults) ?? []);
  const objects = found.map(({ object }) => object);
  return found.map(({ object, relationships }) =>
    withDemands(
      object,
      relationships.flatMap((pending) => readRelationship(reading, pending, objects) ?? []),
    ),
  );
};

const withDemands = (object: ContractObject, more: readonly Demand[]): ContractObject => ({
  ...object,
  demands: [...object.demands, ...more].sort(
    (a, b) => (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0),
  ),
});

const readTeam = (reading: Reading, raw: unknown): void => {
  if (raw === undefined) return;
  if (Array.isArray(raw))
    for (const [index, member] of raw.entries()) readShape(reading, teamMember, member, ['team', index]);
  else readShape(reading, team, raw, ['team']);
};

const noteDeprecated = (reading: Reading, raw: Readonly<Record<string, unknown>>): void => {
  if (raw.dataProduct !== undefined)
    reading.note(['dataProduct'], 'dataProduct is deprecated', 'use a data product of its own');
  if (raw.slaDefaultElement !== undefined)
    reading.note(['slaDefaultElement'], 'slaDefaultElement is deprecated', 'write element at each SLA');
  if (Array.isArray(raw.team))
    reading.note(['team'], 'team as a list is deprecated', 'write team: {members: […]}');
};
