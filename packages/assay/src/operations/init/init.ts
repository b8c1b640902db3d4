import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import { projectFile } from '../../project/find.ts';
import { emptyProject, type Project, readProject } from '../../project/project.ts';
import { readText } from '../../project/read-text.ts';
import type { Progress } from '../../run/gate-input.ts';
import { contractText } from '../suggest/contract-text.ts';
import type { Draft } from '../suggest/draft.ts';
import { draftSource } from '../suggest/draft-source.ts';
import { contractFileOf, plainName } from '../suggest/plain-name.ts';
import { withReferences } from '../suggest/references/with-references.ts';
import { type NamedSource, namedSource } from '../targets.ts';
import { projectEntries } from './project-entries.ts';
import { addedProjectText, newProjectText } from './project-text.ts';
import { writeFiles } from './write-files.ts';

/** A dataset that init looked at, and the contract it drafted. */
export interface Drafted {
  readonly name: string;
  readonly source: string;
  readonly description: string;
  readonly draft: Draft;
  readonly contractFile: string;
  readonly seconds: number;
}

export interface Initialised {
  readonly drafted: readonly Drafted[];
  /** Files written or added to, relative to the working folder. */
  readonly written: readonly string[];
  /** Environment variables to set before the project can be checked. */
  readonly variables: readonly string[];
}

export interface InitOptions {
  readonly paths: readonly string[];
  /** The project's folder, where the files go; `cwd` without it. */
  readonly folder?: string;
  readonly cwd: string;
  /** Where the URL of a database may be found, to name its variable in `assay.yaml`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
}

const dataFile = /\.(csv|tsv|parquet|json|ndjson|jsonl)(\.gz|\.zst)?$/i;

const nothingNamed = (cwd: string): never => {
  const [first] = readdirSync(cwd).filter((name) => dataFile.test(name));
  return refuse('usage', 'name the data to look at', `such as: assay init ${first ?? 'data/readings.csv'}`);
};

/** Every source with a name of its own: a second `readings` is `readings-2`. Refuses a name that the project has. */
const withNames = (sources: readonly NamedSource[], project: Project): readonly NamedSource[] => {
  const theirs = new Map(Object.keys(project.config.datasets).map((name) => [name.toLowerCase(), name]));
  const taken = new Set<string>();
  return sources.map((one) => {
    const plain = plainName(one.name);
    const there = theirs.get(plain.toLowerCase());
    if (there !== undefined)
      refuse(
        'output-unwritable',
        `${projectFile} has a dataset ${there} already`,
        'call the file otherwise, or add the dataset to the file by hand',
        project.placeOf(['datasets', there]),
      );
    let name = plain;
    for (let count = 2; taken.has(name.toLowerCase()) || theirs.has(name.toLowerCase()); count += 1)
      name = `${plain}-${count}`;
    taken.add(name.toLowerCase());
    return { name, source: one.source };
  });
};

/** The data to look at. Refuses what cannot be drafted from, before anything is looked at. */
const sourcesOf = (project: Project, { paths, cwd }: InitOptions): readonly NamedSource[] => {
  const nothingYet = emptyProject(project.folder, project.variables);
  const sources = paths.map((path) => {
    const isDataset = own(project.config.datasets, path) !== undefined && !existsSync(join(cwd, path));
    if (isDataset)
      refuse(
        'usage',
        `${path} is a dataset of the project already`,
        'name a file, a glob or a table',
        project.placeOf(['datasets', path]),
      );
    return namedSource(nothingYet, path, cwd);
  });
  if (sources.some(({ source }) => source.kind === 'stdin'))
    refuse(
      'usage',
      'init looks at data more than once, and standard input is gone after the first look',
      'name a file',
    );
  const named = withNames(sources, project);
  for (const { name } of named) {
    const file = contractFileOf(name);
    if (existsSync(join(project.folder, file)))
      refuse('output-unwritable', `${file} is there already`, 'move it away, or start in another folder', {
        file,
      });
  }
  return named;
};

/**
 * Looks at data, drafts a contract for each source, and writes them and `assay.yaml`; where there is one, the datasets are added to it. All
 * files are written or none, and no contract over one that exists.
 */
export const initProject = async (options: InitOptions): Promise<Initialised> => {
  const { cwd, folder = cwd, env = {}, signal } = options;
  const project = readProject(folder, { env, vars: {} });
  if (options.paths.length === 0) nothingNamed(cwd);
  const sources = sourcesOf(project, options);
  projectEntries(
    sources.map(({ name }, index) => ({ name, source: options.paths[index] ?? '', contractFile: '' })),
    project,
    cwd,
  );
  const drafted: Drafted[] = [];
  for (const [index, named] of sources.entries()) {
    const began = performance.now();
    const { draft, description } = await draftSource(named, {
      ...(signal === undefined ? {} : { signal }),
      onProgress: (progress) => options.onProgress?.(named.name, progress),
    });
    drafted.push({
      name: named.name,
      source: options.paths[index] ?? '',
      description,
      draft,
      contractFile: contractFileOf(named.name),
      seconds: (performance.now() - began) / 1000,
    });
  }
  const linked = await withReferences(
    sources.flatMap((named, index) => {
      const draft = drafted[index]?.draft;
      return draft === undefined ? [] : [{ ...named, draft }];
    }),
    signal === undefined ? {} : { signal },
  );
  const complete = drafted.map((one, index) => ({ ...one, draft: linked[index] ?? one.draft }));
  const entries = projectEntries(complete, project, cwd);
  const path = join(folder, projectFile);
  const before = existsSync(path) ? readText(path, 'config-invalid') : undefined;
  const written = writeFiles(folder, [
    ...complete.map(({ contractFile, draft }) => ({ file: contractFile, text: contractText(draft) })),
    before === undefined
      ? { file: projectFile, text: newProjectText(entries) }
      : { file: projectFile, text: addedProjectText(before, entries), before },
  ]);
  return {
    drafted: complete,
    written: written.map((file) => relative(cwd, join(folder, file))),
    variables: entries.variables,
  };
};
