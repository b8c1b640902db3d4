import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import type { Run } from '../../domain/run.ts';
import type { GatedVersion, Version, VersionRecord } from '../../domain/version-record.ts';
import { versionNameSchema } from '../../domain/version-record.ts';
import { isAlias } from '../../domain/version-ref.ts';
import type { Added, PathCounts } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import type { Progress } from '../../run/gate-input.ts';
import type { TakeProgress } from '../../versions/folders/take-entries.ts';
import { type TakenTree, takeTree } from '../../versions/folders/take-tree.ts';
import { type Repository, repositoryIn } from '../../versions/repository.ts';
import { compareTrees } from '../../versions/trees/compare-trees.ts';
import { withCatalog } from '../with-catalog.ts';
import { gateOf } from './gate-added.ts';

export interface Add {
  /** A file or a folder; the path of the dataset of this name without one. */
  readonly path?: string;
  readonly name: string;
  readonly kind?: 'dataset' | 'model';
  readonly message?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  /** `file` or `file#object`, in place of what the project says. */
  readonly contract?: string;
  readonly author: string;
  readonly cwd: string;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly onTaken?: (progress: TakeProgress) => void;
  readonly onGate?: (dataset: string, progress: Progress) => void;
}

/** The path as the person sees it, and from anywhere. */
const placeOf = (
  project: Project,
  { path, name, cwd }: Add,
): { readonly shown: string; readonly at: string } => {
  const dataset = own(project.config.datasets, name);
  const own_ =
    dataset !== undefined && 'path' in dataset ? dataset.path.replace(/\/?[^/]*[*?[{].*$/, '') : undefined;
  const shown = path ?? own_;
  if (shown === undefined || shown === '')
    return refuse(
      'usage',
      `nothing says where ${name} is`,
      `name a file or a folder: assay add PATH --as ${name}`,
    );
  const at = path === undefined ? join(project.folder, shown) : resolve(cwd, shown);
  if (!existsSync(at)) refuse('source-not-found', `there is no ${shown}`, 'check the path', { file: shown });
  return { shown, at };
};

const checkWords = ({ name, tags = [] }: Add): void => {
  const named = versionNameSchema.safeParse(name);
  if (!named.success)
    refuse(
      'usage',
      `${JSON.stringify(name)} is no name`,
      named.error.issues[0]?.message ?? 'write letters and digits',
    );
  for (const tag of tags)
    if (!isAlias(tag))
      refuse('usage', `${JSON.stringify(tag)} is no tag`, 'letters, digits, - . and _, and not v7 or latest');
};

const recordOf = (add: Add, source: string, { id, tree, form }: TakenTree, now: Date): VersionRecord => ({
  schema: 'assay.version/v1',
  name: add.name,
  kind: add.kind ?? 'dataset',
  form,
  tree: id,
  files: tree.files,
  bytes: tree.bytes,
  createdAt: now.toISOString(),
  author: add.author,
  message: add.message ?? '',
  source,
  metadata: { ...add.metadata },
});

const changesSince = async (
  repository: Repository,
  before: Version,
  taken: TakenTree,
): Promise<PathCounts & { readonly number: number }> => {
  const counts = { added: 0, removed: 0, changed: 0 };
  const old = await repository.tree(before.record.tree);
  for await (const { before: was, after: is } of compareTrees(old, taken.tree, repository.objects.get))
    counts[was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'] += 1;
  return { ...counts, number: before.number };
};

const gatedOf = ({ id, decision, startedAt, contract }: Run): GatedVersion | undefined =>
  decision === null || contract === undefined ? undefined : { run: id, decision, at: startedAt, contract };

const latestOf = (catalog: Catalog, name: string): Promise<Version | undefined> =>
  catalog.versions.find({ name, choice: 'latest' });

/**
 * Makes a version of a file or a folder: its bytes are kept, its contract judges them, and it gets the next number of its name. The same bytes as
 * those of the newest version make none. Throws `Refusal` where something changes meanwhile; nothing is added then.
 */
export const addVersion = async (project: Project, add: Add): Promise<Added> => {
  checkWords(add);
  const began = performance.now();
  const { shown, at } = placeOf(project, add);
  const now = add.now ?? new Date();
  return withCatalog(project, async (catalog) => {
    const repository = repositoryIn(assayFolder(project.folder));
    const options = {
      known: catalog.knownFiles,
      ...(add.onTaken === undefined ? {} : { onProgress: add.onTaken }),
      ...(add.signal === undefined ? {} : { signal: add.signal }),
    };
    const taken = await takeTree(repository, at, options);
    if (taken.tree.entries === 0)
      refuse('source-empty', `there is nothing in ${shown}`, 'name a folder that holds files', {
        file: shown,
      });
    const before = await latestOf(catalog, add.name);
    const done = (rest: Omit<Added, 'schema' | 'name' | 'seconds'>): Added => ({
      schema: 'assay.added/v1',
      name: add.name,
      ...rest,
      seconds: (performance.now() - began) / 1000,
    });
    if (before?.record.tree === taken.id && before.record.form === taken.form)
      return done({ isNew: false, version: before });
    const run = await gateOf(project, add, at);
    const again = run === undefined ? taken : await takeTree(repository, at, options);
    if (again.id !== taken.id)
      refuse('source-changed', `${shown} changed while it was judged`, 'add it when nobody writes to it', {
        file: shown,
      });
    const record = recordOf(add, shown, taken, now);
    const gate = run && gatedOf(run);
    const number = await catalog.versions.save({
      id: await repository.keepRecord(record),
      record,
      tags: add.tags ?? [],
      ...(gate === undefined ? {} : { gate }),
    });
    const saved = await catalog.versions.find({ name: add.name, choice: { number } });
    return done({
      isNew: true,
      version: saved ?? refuse('version-not-found', `${add.name}@v${number} is gone again`, 'add it anew'),
      ...(before === undefined ? {} : { since: await changesSince(repository, before, taken) }),
      ...(run === undefined ? {} : { run }),
    });
  });
};
