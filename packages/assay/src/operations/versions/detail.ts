import { assayFolder } from '../../catalog/assay-folder.ts';
import { refuse } from '../../domain/problem.ts';
import type { TreeEntry } from '../../domain/tree.ts';
import type { VersionDetail } from '../../domain/version-detail.ts';
import type { Version } from '../../domain/version-record.ts';
import { repositoryIn } from '../../versions/repository.ts';
import { entriesOf } from '../../versions/trees/read-tree.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { readableVersion } from './find.ts';

const mostEntries = 10;

const firstEntries = async (folder: string, { record }: Version): Promise<TreeEntry[]> => {
  const { tree, objects } = repositoryIn(assayFolder(folder));
  const first: TreeEntry[] = [];
  for await (const entry of entriesOf(await tree(record.tree), objects.get)) {
    first.push(entry);
    if (first.length === mostEntries) break;
  }
  return first;
};

/** All that is known of one version, `wear@v3`. Throws `Refusal` where there is none, or the actor may not read it. */
export const versionDetail = async (folder: string, named: string, actor: string): Promise<VersionDetail> => {
  const found = await withStoredCatalog(folder, async (catalog) => {
    const version = await readableVersion(catalog, named, actor);
    return { version, moves: await catalog.stages.movesTo(version.record.name, version.number) };
  });
  if (found === undefined)
    return refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');
  return {
    schema: 'assay.version-detail/v1',
    version: found.version,
    moves: [...found.moves],
    entries: await firstEntries(folder, found.version),
  };
};
