import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { projectFile } from '../../project/find.ts';
import type { Project } from '../../project/project.ts';
import type { Progress } from '../../run/gate-input.ts';
import { type NamedSource, namedSource } from '../targets.ts';
import { contractText } from './contract-text.ts';
import type { Draft } from './draft.ts';
import { draftSource } from './draft-source.ts';
import { projectText } from './project-text.ts';
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
  /** Files written, relative to the folder. */
  readonly written: readonly string[];
  /** Environment variables to set before the project can be checked. */
  readonly variables: readonly string[];
}

export interface InitOptions {
  readonly paths: readonly string[];
  /** Where the files go; `cwd` without it. */
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

/** A name that `assay.yaml`, ODCS and a file all take. */
const plainName = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'data';

/** Every source with a name of its own: a second `readings` is `readings-2`. */
const withNames = (sources: readonly NamedSource[]): readonly NamedSource[] => {
  const taken = new Set<string>();
  return sources.map((one) => {
    const plain = plainName(one.name);
    let name = plain;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain}-${count}`;
    taken.add(name.toLowerCase());
    return { name, source: one.source };
  });
};

const isThere = (file: string, hint: string): never =>
  refuse('output-unwritable', `${file} is there already`, hint, { file });

/** Looks at data, drafts a contract for each source, and writes the project: all of its files or none, and never over one that exists. */
export const initProject = async (project: Project, options: InitOptions): Promise<Initialised> => {
  const { cwd, folder = cwd, env = {} } = options;
  if (existsSync(join(folder, projectFile)))
    isThere(projectFile, 'init starts a project; edit the file to add a dataset, or start in another folder');
  if (options.paths.length === 0) nothingNamed(cwd);
  const sources = withNames(options.paths.map((path) => namedSource(project, path, cwd)));
  const fileOf = ({ name }: { readonly name: string }): string => `${name}.odcs.yaml`;
  for (const source of sources) {
    if (source.source.kind === 'stdin')
      refuse(
        'usage',
        'init looks at data more than once, and standard input is gone after the first look',
        'name a file',
      );
    if (existsSync(join(folder, fileOf(source))))
      isThere(fileOf(source), 'move it away, or start in another folder');
  }
  const drafted: Drafted[] = [];
  for (const [index, named] of sources.entries()) {
    const began = performance.now();
    const { draft, description } = await draftSource(named, {
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onProgress: (progress) => options.onProgress?.(named.name, progress),
    });
    drafted.push({
      name: named.name,
      source: options.paths[index] ?? '',
      description,
      draft,
      contractFile: fileOf(named),
      seconds: (performance.now() - began) / 1000,
    });
  }
  const { text, variables } = projectText(drafted, folder, cwd, env);
  const written = writeFiles(folder, [
    ...drafted.map(({ contractFile, draft }) => [contractFile, contractText(draft)] as const),
    [projectFile, text],
  ]);
  return { drafted, written, variables };
};
