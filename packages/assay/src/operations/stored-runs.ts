import type { Catalog } from '../catalog/catalog.ts';
import { nearest } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import { runsInFile } from './run-file.ts';
import { withStoredCatalog } from './with-catalog.ts';

const noRunYet = (): never =>
  refuse('run-not-found', 'no run is stored in this project', 'assay check stores one');

const noRunCalled = async (catalog: Catalog, wanted: string): Promise<never> => {
  const names = await catalog.runs.names();
  const near = nearest(wanted, names);
  return refuse(
    'run-not-found',
    `${wanted} is no dataset with runs, and neither the id of a run nor the beginning of a single one`,
    near === undefined
      ? `datasets with runs: ${names.slice(0, 20).join(', ')}; assay history NAME lists the runs of one`
      : `did you mean ${near}?`,
  );
};

/** A run by its id or the beginning of one, or the newest of a dataset. */
export const runNamed = async (catalog: Catalog, wanted: string): Promise<Run> =>
  (await catalog.runs.get(wanted)) ??
  (await catalog.runs.latest(wanted)) ??
  (await noRunCalled(catalog, wanted));

/** A path, and no id of a run and no name of a dataset. */
const isFile = (wanted: string): boolean => /[/\\]|\.json$/i.test(wanted);

/**
 * Runs by their ids, the beginnings of ids, names of datasets, or files that `assay check --json` wrote, seen from `cwd`; the newest
 * stored run where none is named.
 */
export const storedRuns = async (
  projectFolder: string,
  wanted: readonly string[],
  cwd: string,
): Promise<readonly Run[]> => {
  if (wanted.length > 0 && wanted.every(isFile)) return wanted.flatMap((file) => runsInFile(file, cwd));
  const found = await withStoredCatalog(projectFolder, async (catalog) => {
    if (wanted.length === 0) return [(await catalog.runs.latest()) ?? noRunYet()];
    const runs: Run[] = [];
    for (const one of wanted)
      runs.push(...(isFile(one) ? runsInFile(one, cwd) : [await runNamed(catalog, one)]));
    return runs;
  });
  return found ?? noRunYet();
};
