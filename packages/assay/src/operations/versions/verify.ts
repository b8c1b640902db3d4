import { assayFolder } from '../../catalog/assay-folder.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import type { FileEntry } from '../../domain/tree.ts';
import type { Version } from '../../domain/version-record.ts';
import type { Damage, Verified } from '../../domain/version-reports.ts';
import { ordersOf } from '../../versions/folders/orders-of.ts';
import { type Flaw, inspect } from '../../versions/objects/inspect.ts';
import { together } from '../../versions/objects/together.ts';
import { type WorkPool, workPool } from '../../versions/objects/work-pool.ts';
import { type Repository, recordId, repositoryIn } from '../../versions/repository.ts';
import { readRange } from '../../versions/trees/read-tree.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { versionNamed } from './find.ts';
import { flawsOfReference } from './references/expect-same.ts';
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

interface Looking extends Verify {
  /** Its folder. */
  readonly project: string;
  readonly repository: Repository;
  readonly pool: WorkPool<'inspect'>;
  readonly repairer: ((id: ObjectId) => Promise<boolean>) | undefined;
}

/** Looks at every object of some versions, at each once, and at each range of which all is whole once. */
const lookThrough = ({ project, repository, pool, repairer, deep, signal, onProgress }: Looking) => {
  const { folder, get } = repository.objects;
  const seen = new Map<ObjectId, Flaw | undefined>();
  const wholeRanges = new Set<ObjectId>();
  const damage: Damage[] = [];
  let [bytes, repaired] = [0, 0];

  const note = async (id: ObjectId, flaw: Flaw | undefined): Promise<void> => {
    const isMended = flaw !== undefined && (await repairer?.(id)) === true;
    if (isMended) repaired += 1;
    seen.set(id, isMended ? undefined : flaw);
  };

  const isWhole = (version: string, object: ObjectId, path?: string): boolean => {
    const what = seen.get(object);
    if (what !== undefined) damage.push({ version, ...(path === undefined ? {} : { path }), object, what });
    return what === undefined;
  };

  /** What a version itself is made of is small, and hashed always. */
  const lookAt = async (version: string, object: ObjectId): Promise<boolean> => {
    signal?.throwIfAborted();
    if (!seen.has(object)) await note(object, await inspect(folder, { id: object }, true));
    return isWhole(version, object);
  };

  const lookAtFiles = async (version: string, files: readonly FileEntry[]): Promise<boolean> => {
    const unseen = new Map(files.flatMap((file) => (seen.has(file.id) ? [] : [[file.id, file]])));
    await together(ordersOf(unseen.values()), pool.atOnce, async (objects) => {
      signal?.throwIfAborted();
      onProgress?.(seen.size);
      const flaws = await pool.ask({
        folder,
        objects: objects.map(({ id, bytes }) => ({ id, bytes })),
        deep,
      });
      for (const [index, file] of objects.entries()) {
        await note(file.id, flaws[index]);
        bytes += file.bytes;
      }
    });
    onProgress?.(seen.size);
    return files.map(({ id, path }) => isWhole(version, id, path)).every(Boolean);
  };

  const lookAtReference = async (called: string, version: Version): Promise<void> => {
    const look = { deep, ...(signal === undefined ? {} : { signal }) };
    for (const { entry, what } of await flawsOfReference(project, version, look))
      damage.push({
        version: called,
        path: entry.path,
        object: entry.kind === 'file' ? entry.id : version.record.tree,
        what,
      });
  };

  return {
    found: () => ({
      objects: seen.size,
      bytes,
      damage,
      ...(repairer === undefined ? {} : { repaired }),
    }),
    version: async (version: Version): Promise<void> => {
      const { number, id, record } = version;
      const { name, tree, execution } = record;
      const called = `${name}@v${number}`;
      // What the catalog holds of a record is what the object says, bit by bit.
      if ((await lookAt(called, id)) && recordId(record) !== id)
        damage.push({ version: called, object: id, what: 'damaged' });
      if (execution !== undefined) await lookAt(called, execution);
      if (!(await lookAt(called, tree))) return;
      const { ranges, bytes: size } = await repository.tree(tree);
      if (record.reference !== undefined) {
        for (const { id: range } of ranges) if (!(await lookAt(called, range))) return;
        await lookAtReference(called, version);
        bytes += size;
        return;
      }
      for (const range of ranges) {
        if (wholeRanges.has(range.id) || !(await lookAt(called, range.id))) continue;
        const entries = await readRange(range, get);
        const files = entries.flatMap((entry) => (entry.kind === 'file' ? [entry] : []));
        if (await lookAtFiles(called, files)) wholeRanges.add(range.id);
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
  const pool = workPool('inspect', given.signal);
  try {
    const looking = lookThrough({ ...given, project: folder, repository, pool, repairer });
    for (const version of versions) await looking.version(version);
    return {
      schema: 'assay.verified/v1',
      versions: versions.length,
      deep: given.deep,
      ...looking.found(),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await pool.close();
  }
};
