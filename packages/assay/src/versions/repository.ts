import { hash } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type ObjectId, objectId } from '../domain/object-id.ts';
import type { Tree } from '../domain/tree.ts';
import type { VersionRecord } from '../domain/version-record.ts';
import { type LocalObjects, localObjects } from './objects/local-objects.ts';
import { readTree } from './trees/read-tree.ts';

/** Where a project keeps the bytes of its versions. */
export const objectsFolder = (assayFolder: string): string => join(assayFolder, 'objects');

const recordText = (record: VersionRecord): string => `${canonicalJson(record)}\n`;

/** What the object of a record is called. */
export const recordId = (record: VersionRecord): ObjectId =>
  objectId(hash('sha256', recordText(record), 'hex'));

/** What versions are made of, on this machine. */
export interface Repository {
  readonly objects: LocalObjects;
  readonly tree: (id: ObjectId) => Promise<Tree>;
  readonly keepRecord: (record: VersionRecord) => Promise<ObjectId>;
}

export const repositoryIn = (assayFolder: string): Repository => {
  const objects = localObjects(objectsFolder(assayFolder));
  return {
    objects,
    tree: (id) => readTree(id, objects.get),
    keepRecord: (record) => objects.put(recordText(record)),
  };
};
