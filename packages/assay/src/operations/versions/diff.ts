import { assayFolder } from '../../catalog/assay-folder.ts';
import { diffModels } from '../../domain/model-diff.ts';
import { refuse } from '../../domain/problem.ts';
import type { Version } from '../../domain/version-record.ts';
import type { VersionDiff } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import { repositoryIn } from '../../versions/repository.ts';
import { compareTrees, type PathChange } from '../../versions/trees/compare-trees.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { readableVersion } from './find.ts';
import type { RowsCompared } from './rows/diff-tables.ts';

const whatOf = ({ before, after }: PathChange): 'added' | 'removed' | 'changed' =>
  before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';

const called = ({ number, record: { name } }: Version): string => `${name}@v${number}`;

const modelOf = ({
  before,
  after,
}: {
  readonly before: Version;
  readonly after: Version;
}): Pick<VersionDiff, 'model'> =>
  before.record.model === undefined || after.record.model === undefined
    ? {}
    : { model: diffModels(before.record.model, after.record.model) };

/** How two versions are compared. */
export interface DiffVersions extends RowsCompared {
  readonly before: string;
  readonly after: string;
  /** So many paths are given; the others are counted. */
  readonly most: number;
  /** Leaves rows alone. */
  readonly files: boolean;
}

/** What differs between two versions: paths, models, and the rows of tables. */
export const diffVersions = async (project: Project, given: DiffVersions): Promise<VersionDiff> => {
  const began = performance.now();
  const found = await withStoredCatalog(project, async (catalog) => ({
    before: await readableVersion(catalog, given.before, given.actor),
    after: await readableVersion(catalog, given.after, given.actor),
  }));
  if (found === undefined)
    return refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first');
  const { tree, objects } = repositoryIn(assayFolder(project.folder));
  const counts = { added: 0, removed: 0, changed: 0 };
  const paths: VersionDiff['paths'] = [];
  const [before, after] = [await tree(found.before.record.tree), await tree(found.after.record.tree)];
  for await (const change of compareTrees(before, after, objects.get)) {
    const what = whatOf(change);
    counts[what] += 1;
    if (paths.length < given.most) paths.push({ ...change, what });
  }
  const rows = given.files
    ? {}
    : await (await import('./rows/diff-rows.ts')).diffRows(project, { ...given, ...found });
  return {
    schema: 'assay.diff/v1',
    before: called(found.before),
    after: called(found.after),
    counts,
    paths,
    ...modelOf(found),
    ...rows,
    seconds: (performance.now() - began) / 1000,
  };
};
