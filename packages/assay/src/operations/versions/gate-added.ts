import type { Run } from '../../domain/run.ts';
import type { OpenTable } from '../../engines/engine.ts';
import type { Project } from '../../project/project.ts';
import { checkDatasets } from '../check.ts';
import { keepingIn } from '../keeping.ts';
import { givenSource, type NamedSource, namedDataset, namedSource, type Target } from '../targets.ts';
import type { Add } from './adding/adding.ts';

/** What is read of what is added: the dataset of this name as it is read, from the path that is added. */
export const sourceOfAdded = (project: Project, { path, name, cwd }: Add, at: string): NamedSource => {
  const dataset = namedDataset(project, name, cwd);
  if (path === undefined && dataset !== undefined) return dataset;
  const { source } = givenSource(namedSource(project, at, cwd).source, cwd);
  if (dataset === undefined) return { name, source };
  const options =
    dataset.source.kind === 'files' && source.kind === 'files'
      ? { ...dataset.source, path: source.path }
      : source;
  return { ...dataset, source: options };
};

/** What the gate said, and what it saw. */
export interface GatedAdded {
  readonly run: Run;
  readonly target?: Target;
  readonly opened?: OpenTable;
}

/** The gate on what is added, its run stored like any other; undefined where there is no contract for it. */
export const gateOf = async (
  project: Project,
  add: Add,
  source: NamedSource,
): Promise<GatedAdded | undefined> => {
  const { contract, cwd, now, signal, onGate } = add;
  if ((contract ?? source.contract) === undefined) return undefined;
  let seen: Pick<GatedAdded, 'target' | 'opened'> = {};
  const [run] = await checkDatasets(
    project,
    {
      sources: [source],
      ...(contract === undefined ? {} : { contract }),
      ...(now === undefined ? {} : { now }),
      ...(signal === undefined ? {} : { signal }),
      ...(onGate === undefined ? {} : { onProgress: onGate }),
      onOpened: (target, opened) => {
        seen = { target, opened };
      },
      cwd,
    },
    keepingIn(project),
  );
  return run && { run, ...seen };
};
