import { own } from '../../domain/own.ts';
import type { Run } from '../../domain/run.ts';
import type { Project } from '../../project/project.ts';
import { checkDatasets } from '../check.ts';
import { keepingIn } from '../keeping.ts';
import { givenSource, type NamedSource, namedDataset, namedSource } from '../targets.ts';
import type { Add } from './adding/adding.ts';

/** What is judged: the dataset of this name as it is read, from the path that is added. */
const sourceOf = (project: Project, { path, name, cwd }: Add, at: string): NamedSource | undefined => {
  const dataset = namedDataset(project, name, cwd);
  if (path === undefined) return dataset;
  const { source } = givenSource(namedSource(project, at, cwd).source, cwd);
  if (dataset === undefined) return { name, source };
  const options =
    dataset.source.kind === 'files' && source.kind === 'files'
      ? { ...dataset.source, path: source.path }
      : source;
  return { ...dataset, source: options };
};

/** The run of the gate on what is added, stored like any other; undefined where there is no contract for it. */
export const gateOf = async (project: Project, add: Add, at: string): Promise<Run | undefined> => {
  const { name, contract, kind, cwd, now, signal, onGate } = add;
  if (kind === 'model') return undefined;
  const source = sourceOf(project, add, at);
  if (source === undefined) return undefined;
  if (
    contract === undefined &&
    source.contract === undefined &&
    own(project.config.datasets, name) === undefined
  )
    return undefined;
  if (contract === undefined && source.contract === undefined) return undefined;
  const [run] = await checkDatasets(
    project,
    {
      sources: [source],
      ...(contract === undefined ? {} : { contract }),
      ...(now === undefined ? {} : { now }),
      ...(signal === undefined ? {} : { signal }),
      ...(onGate === undefined ? {} : { onProgress: onGate }),
      cwd,
    },
    keepingIn(project),
  );
  return run;
};
