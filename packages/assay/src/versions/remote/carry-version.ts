import type { ObjectId } from '../../domain/object-id.ts';
import { refuse } from '../../domain/problem.ts';
import type { Tree } from '../../domain/tree.ts';
import { type VersionRecord, versionRecordSchema } from '../../domain/version-record.ts';
import { compareTrees } from '../trees/compare-trees.ts';
import { type Get, readTree } from '../trees/read-tree.ts';
import { type Carrier, copyObjects } from './copy-objects.ts';

/** So many files are copied and synced together. */
const batchSize = 512;
const noTree: Tree = { schema: 'assay.tree/v1', files: 0, bytes: 0, entries: 0, ranges: [] };

/** Undefined for what is no JSON. */
const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString());
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

/** The record that an object holds. Throws `Refusal` where it is none. */
export const readRecord = async (id: ObjectId, get: Get): Promise<VersionRecord> => {
  const read = versionRecordSchema.safeParse(jsonOf(await get(id)));
  return read.success
    ? read.data
    : refuse(
        'version-damaged',
        `object ${id} is no version that this Assay reads`,
        'use the newer Assay that wrote it',
      );
};

const carryFiles = async (carrier: Carrier, older: Tree, tree: Tree, get: Get): Promise<void> => {
  let batch: ObjectId[] = [];
  for await (const { after } of compareTrees(older, tree, get)) {
    if (after?.kind !== 'file') continue;
    batch.push(after.id);
    if (batch.length < batchSize) continue;
    await copyObjects(carrier, batch);
    batch = [];
  }
  await copyObjects(carrier, batch);
};

/**
 * Brings everything that a version is made of from one folder of objects to another. Of what an older version, all of which is there, has
 * too nothing is looked at. Files that a version only refers to stay where they are. `get` reads objects that are on this machine.
 */
export const carryVersion = async (
  carrier: Carrier,
  { id, older }: { readonly id: ObjectId; readonly older?: ObjectId },
  get: Get,
): Promise<VersionRecord> => {
  await copyObjects(carrier, [id]);
  const record = await readRecord(id, get);
  await copyObjects(carrier, record.execution === undefined ? [] : [record.execution]);
  if (record.tree === older) return record;
  await copyObjects(carrier, [record.tree]);
  const tree = await readTree(record.tree, get);
  const before = older === undefined ? noTree : await readTree(older, get);
  const known = new Set(before.ranges.map((range) => range.id));
  await copyObjects(
    carrier,
    tree.ranges.flatMap((range) => (known.has(range.id) ? [] : [range.id])),
  );
  if (record.reference === undefined) await carryFiles(carrier, before, tree, get);
  return record;
};
