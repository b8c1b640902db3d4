import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { assayFolder } from '../../catalog/assay-folder.ts';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import type { Source } from '../../domain/source.ts';
import type { Version } from '../../domain/version-record.ts';
import type { Project } from '../../project/project.ts';
import { viewTree } from '../../versions/folders/view-tree.ts';
import { repositoryIn } from '../../versions/repository.ts';
import { type NamedSource, namedDataset } from '../targets.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { actorOf } from './actor.ts';
import { readableVersion } from './find.ts';
import { patternIn } from './place-of-added.ts';
import { openReference, type ReferenceView } from './references/check-out-reference.ts';
import { allowSecrets, choosesBySecrets } from './secret-columns.ts';

export interface ReadVersion {
  /** `readings@v7`, or what else names it. */
  readonly text: string;
  readonly cwd: string;
  /** Whoever the environment says without it. */
  readonly actor?: string;
  /** In place of that of the dataset; it takes the right to read what that one hides. */
  readonly contract?: string;
  /** Which rows; by confidential values it takes that right too. */
  readonly where?: string;
  /** Rows are written as they are, which takes that right too. */
  readonly writesRows?: boolean;
  readonly signal?: AbortSignal;
}

/** The version that a text names, for whoever reads it. Throws `Refusal`. */
export const versionToRead = async (
  project: Project,
  { text, cwd, actor, contract, where, writesRows = false }: Omit<ReadVersion, 'signal'>,
): Promise<Version> => {
  const reader = actor ?? actorOf(project.variables.env, cwd);
  return (
    (await withStoredCatalog(project, async (catalog) => {
      const version = await readableVersion(catalog, text, reader);
      const seesValues = contract !== undefined || writesRows || choosesBySecrets(project, version, where);
      if (seesValues) await allowSecrets(project, catalog, version, reader);
      return version;
    })) ?? refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first')
  );
};

const shownFrom = (cwd: string, at: string): string => {
  const shown = relative(cwd, at);
  return cwd !== process.cwd() || shown.startsWith('..') ? at : shown;
};

/** Where the rows of a version are in its folder: as the dataset of its name is read from its own, where that fits. */
const pathIn = (project: Project, { record: { name, form } }: Version, folder: string): string => {
  if (form === 'file') return join(folder, readdirSync(folder)[0] ?? '');
  const dataset = own(project.config.datasets, name);
  const pattern = dataset !== undefined && 'path' in dataset ? patternIn(dataset.path) : '';
  return join(folder, pattern);
};

const textOptions = (source: Source | undefined): Pick<Extract<Source, { kind: 'files' }>, 'options'> =>
  source?.kind === 'files' && source.options !== undefined ? { options: source.options } : {};

/** Lets the files of a version be read below a folder. */
const viewOf = async (
  folder: string,
  version: Version,
  at: string,
  options: { readonly signal?: AbortSignal },
): Promise<Pick<ReferenceView, 'links'> & Partial<ReferenceView>> => {
  if (version.record.reference !== undefined) return openReference(folder, version, at, options);
  const repository = repositoryIn(assayFolder(folder));
  return { links: await viewTree(repository, await repository.tree(version.record.tree), at, options) };
};

/**
 * The rows of a version as a source, below a folder that is there as long as they are read: read and scoped as the dataset of its name is,
 * and judged by its contract. Throws `Refusal` for a model, and for links in place of files.
 */
export const sourceOfVersion = async (
  project: Project,
  version: Version,
  folder: string,
  { cwd, signal }: Pick<ReadVersion, 'cwd' | 'signal'>,
): Promise<NamedSource> => {
  const { number, id, record } = version;
  const called = `${record.name}@v${number}`;
  if (record.kind !== 'dataset')
    return refuse('source-unsupported', `${called} is a model`, 'name a version of a dataset');
  const at = join(folder, called);
  const { links, stillIs } = await viewOf(
    project.folder,
    version,
    at,
    signal === undefined ? {} : { signal },
  );
  if (!existsSync(at))
    return refuse(
      'source-empty',
      `${called} holds no file${links.length > 0 ? `, only links, such as ${links[0]}` : ''}`,
      'add the files that the links lead to',
    );
  const dataset = namedDataset(project, record.name, cwd);
  const path = shownFrom(cwd, pathIn(project, version, at));
  return {
    ...dataset,
    name: record.name,
    source: { kind: 'files', path, shown: called, ...textOptions(dataset?.source) },
    version: { name: record.name, number, id },
    ...(stillIs === undefined ? {} : { stillIs }),
    ...(record.confidential === undefined ? {} : { confidential: record.confidential }),
  };
};
