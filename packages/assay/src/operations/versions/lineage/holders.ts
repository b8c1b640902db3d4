import { assayFolder } from '../../../catalog/assay-folder.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { ObjectId } from '../../../domain/object-id.ts';
import { Refusal } from '../../../domain/problem.ts';
import type { Version } from '../../../domain/version-record.ts';
import { type Repository, repositoryIn } from '../../../versions/repository.ts';
import { readRange } from '../../../versions/trees/read-tree.ts';

/** Where each tree has the file, of those that have it; and the trees that cannot be read. */
interface Trees {
  readonly paths: ReadonlyMap<ObjectId, string>;
  readonly unread: ReadonlySet<ObjectId>;
}

type Where = string | undefined;

const inRange = async (
  { objects }: Repository,
  range: Parameters<typeof readRange>[0],
  id: ObjectId,
): Promise<Where> =>
  (await objects.get(range.id)).includes(id)
    ? (await readRange(range, objects.get)).find((entry) => entry.kind === 'file' && entry.id === id)?.path
    : undefined;

/** Looks at each range once, whoever shares it. */
const treesWith = async (
  repository: Repository,
  trees: Iterable<ObjectId>,
  id: ObjectId,
  onTree: (done: number) => void,
): Promise<Trees> => {
  const ranges = new Map<ObjectId, Where>();
  const paths = new Map<ObjectId, string>();
  const unread = new Set<ObjectId>();
  const look = async (tree: ObjectId): Promise<void> => {
    for (const range of (await repository.tree(tree)).ranges) {
      const path = ranges.has(range.id) ? ranges.get(range.id) : await inRange(repository, range, id);
      ranges.set(range.id, path);
      if (path === undefined) continue;
      paths.set(tree, path);
      return;
    }
  };
  let done = 0;
  for (const tree of trees) {
    onTree(done);
    done += 1;
    try {
      await look(tree);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      unread.add(tree);
    }
  }
  return { paths, unread };
};

export interface Holders {
  readonly held: readonly { readonly version: Version; readonly path: string }[];
  /** Those whose objects cannot be read. */
  readonly unread: readonly Version[];
}

/** The versions that hold a file with these very bytes: every tree is looked at, a range that several share once. */
export const holdersOf = async (
  folder: string,
  { versions }: Catalog,
  id: ObjectId,
  onProgress: (done: number, total: number) => void,
): Promise<Holders> => {
  const all = new Set((await versions.roots()).map(({ tree }) => tree));
  const { paths, unread } = await treesWith(repositoryIn(assayFolder(folder)), all, id, (done) =>
    onProgress(done, all.size),
  );
  const found = await versions.ofTrees([...paths.keys()]);
  return {
    held: found.map((version) => ({ version, path: paths.get(version.record.tree) ?? '' })),
    unread: await versions.ofTrees([...unread]),
  };
};
