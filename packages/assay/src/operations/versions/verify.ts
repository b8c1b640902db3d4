import { assayFolder } from '../../catalog/assay-folder.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import type { Version } from '../../domain/version-record.ts';
import type { Damage, Verified } from '../../domain/version-reports.ts';
import { inspect } from '../../versions/objects/inspect.ts';
import { type Repository, recordId, repositoryIn } from '../../versions/repository.ts';
import { readRange } from '../../versions/trees/read-tree.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { versionNamed } from './find.ts';
import { repairerOf } from './repair.ts';

export interface Verify {
  /** All versions without it. */
  readonly version?: string;
  /** Hashes every object anew. */
  readonly deep: boolean;
  /** Brings what is missing or damaged from the remote of the project. */
  readonly repair?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (objects: number) => void;
}

const versionsOf = async (folder: string, { version }: Verify): Promise<readonly Version[]> =>
  (await withStoredCatalog(folder, async (catalog) =>
    version === undefined
      ? catalog.versions.list({ limit: Number.MAX_SAFE_INTEGER })
      : [await versionNamed(catalog, version)],
  )) ?? [];

/** Looks at every object of some versions, at each once. */
const lookThrough = (
  repository: Repository,
  { deep, signal, onProgress }: Verify,
  repairer: ((id: ObjectId) => Promise<boolean>) | undefined,
) => {
  const { folder, get } = repository.objects;
  const seen = new Map<ObjectId, Damage['what'] | undefined>();
  const damage: Damage[] = [];
  let [bytes, repaired] = [0, 0];
  const lookAt = async (
    version: string,
    object: ObjectId,
    path?: string,
    size?: number,
  ): Promise<boolean> => {
    signal?.throwIfAborted();
    if (!seen.has(object)) {
      const isOwn = path === undefined;
      const found = await inspect(folder, object, {
        ...(size === undefined ? {} : { bytes: size }),
        deep: deep || isOwn,
      });
      const isMended = found !== undefined && (await repairer?.(object)) === true;
      if (isMended) repaired += 1;
      seen.set(object, isMended ? undefined : found);
      bytes += size ?? 0;
      onProgress?.(seen.size);
    }
    const what = seen.get(object);
    if (what !== undefined) damage.push({ version, ...(path === undefined ? {} : { path }), object, what });
    return what === undefined;
  };
  return {
    found: () => ({
      objects: seen.size,
      bytes,
      damage,
      ...(repairer === undefined ? {} : { repaired }),
    }),
    version: async ({ number, id, record }: Version): Promise<void> => {
      const { name, tree, execution } = record;
      const called = `${name}@v${number}`;
      // What the catalog holds of a record is what the object says, bit by bit.
      if ((await lookAt(called, id)) && recordId(record) !== id)
        damage.push({ version: called, object: id, what: 'damaged' });
      if (execution !== undefined) await lookAt(called, execution);
      if (!(await lookAt(called, tree))) return;
      for (const range of (await repository.tree(tree)).ranges) {
        if (!(await lookAt(called, range.id))) continue;
        for (const entry of await readRange(range, get))
          if (entry.kind === 'file') await lookAt(called, entry.id, entry.path, entry.bytes);
      }
    },
  };
};

/** Looks whether everything is there that versions are made of, and is what it is called. */
export const verifyVersions = async (folder: string, given: Verify): Promise<Verified> => {
  const began = performance.now();
  const versions = await versionsOf(folder, given);
  const repository = repositoryIn(assayFolder(folder));
  const repairer = given.repair === true ? repairerOf(folder, repository.objects.folder) : undefined;
  const looking = lookThrough(repository, given, repairer);
  for (const version of versions) await looking.version(version);
  return {
    schema: 'assay.verified/v1',
    versions: versions.length,
    deep: given.deep,
    ...looking.found(),
    seconds: (performance.now() - began) / 1000,
  };
};
