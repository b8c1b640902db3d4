import { resolve } from 'node:path';
import { Refusal, refuse } from '../domain/problem.ts';
import { findFiles } from '../engines/files/find-files.ts';
import type { Project } from '../project/project.ts';
import { type NamedSource, namedDataset } from './targets.ts';

/** The files of a dataset; none where there are none, since it then holds none either. */
const filesOf = ({ source }: NamedSource, cwd: string): readonly string[] => {
  if (source.kind !== 'files') return [];
  try {
    return findFiles(resolve(cwd, source.path)).map(({ path }) => resolve(path));
  } catch (cause) {
    if (cause instanceof Refusal) return [];
    throw cause;
  }
};

/**
 * A file that a dataset of the project holds, judged as that dataset is: by its contract, read as it is read, within its scope. It
 * is the dataset itself where that is this one file. Any other source stays as it is. Refuses a file that several datasets hold.
 */
export const inHoldingDataset = (project: Project, named: NamedSource, cwd: string): NamedSource => {
  const { source } = named;
  if (named.contract !== undefined || source.kind !== 'files') return named;
  const file = resolve(cwd, source.path);
  const holding = Object.entries(project.config.datasets)
    .filter(([, dataset]) => 'path' in dataset && dataset.contract !== undefined)
    .flatMap(([name]) => namedDataset(project, name, cwd) ?? [])
    .filter((dataset) => filesOf(dataset, cwd).includes(file));
  const [dataset, second] = holding;
  if (dataset === undefined || dataset.source.kind !== 'files') return named;
  if (second !== undefined)
    return refuse(
      'usage',
      `${source.path} belongs to the datasets ${holding.map(({ name }) => name).join(' and ')}`,
      'say whose contract judges it, with -c',
      { file: source.path },
    );
  if (resolve(cwd, dataset.source.path) === file) return dataset;
  return { ...dataset, name: named.name, source: { ...dataset.source, path: source.path }, of: dataset.name };
};
