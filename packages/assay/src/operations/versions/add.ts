import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { invariant } from '../../domain/invariant.ts';
import { refuse } from '../../domain/problem.ts';
import type { Run } from '../../domain/run.ts';
import type { GatedVersion, Version, VersionRecord } from '../../domain/version-record.ts';
import { versionNameSchema } from '../../domain/version-record.ts';
import { isAlias } from '../../domain/version-ref.ts';
import type { Added, PathCounts } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import type { Progress } from '../../run/gate-input.ts';
import { type KnownSource, nothingKnown } from '../../versions/folders/known-cursor.ts';
import type { TakeProgress } from '../../versions/folders/take-entries.ts';
import { type TakenTree, takeTree } from '../../versions/folders/take-tree.ts';
import { leased } from '../../versions/objects/leases.ts';
import { type Repository, repositoryIn } from '../../versions/repository.ts';
import { compareTrees } from '../../versions/trees/compare-trees.ts';
import { secure } from '../../versions/trees/secure.ts';
import { withCatalog } from '../with-catalog.ts';
import { gateOf } from './gate-added.ts';
import { type AddedPlace, placeOfAdded } from './place-of-added.ts';

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
  { tree, objects }: Repository,
  before: Version,
  taken: TakenTree,
): Promise<PathCounts & { readonly number: number }> => {
  const counts = { added: 0, removed: 0, changed: 0 };
  const old = await tree(before.record.tree);
  for await (const { before: was, after: is } of compareTrees(old, taken.tree, objects.get))
    counts[was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'] += 1;
  return { ...counts, number: before.number };
};

const gatedOf = ({ id, decision, startedAt, contract }: Run): GatedVersion | undefined =>
  decision === null || contract === undefined ? undefined : { run: id, decision, at: startedAt, contract };

/** What an addition works with. */
interface Adding {
  readonly project: Project;
  readonly add: Add;
  readonly place: AddedPlace;
  readonly repository: Repository;
  readonly catalog: Catalog;
}

const takeIn = ({ repository, place, add }: Adding, known: KnownSource): Promise<TakenTree> =>
  takeTree(repository, place.at, {
    known,
    ...(add.onTaken === undefined ? {} : { onProgress: add.onTaken }),
    ...(add.signal === undefined ? {} : { signal: add.signal }),
  });

/** The bytes as they are now, of which every object is there and stays. */
const securedIn = async (adding: Adding, before: Version | undefined): Promise<TakenTree> => {
  const { repository, catalog } = adding;
  const taken = await takeIn(adding, catalog.knownFiles);
  if (before?.record.tree === taken.id) return taken;
  const older = before && (await repository.tree(before.record.tree));
  return (await secure(repository, taken.tree, older)) ? taken : takeIn(adding, nothingKnown);
};

/** Judges what was taken, while it stays as it is. */
const gatedIn = async (adding: Adding, taken: TakenTree): Promise<Run | undefined> => {
  const { project, add, place, catalog } = adding;
  const run = await gateOf(project, add, place.at);
  if (run !== undefined && (await takeIn(adding, catalog.knownFiles)).id !== taken.id)
    refuse(
      'source-changed',
      `${place.shown} changed while it was judged`,
      'add it when nobody writes to it',
      {
        file: place.shown,
      },
    );
  return run;
};

const savedIn = async (
  { add, place, repository, catalog }: Adding,
  taken: TakenTree,
  run: Run | undefined,
): Promise<Version> => {
  const record = recordOf(add, place.shown, taken, add.now ?? new Date());
  const gate = run && gatedOf(run);
  const number = await catalog.versions.save({
    id: await repository.keepRecord(record),
    record,
    tags: add.tags ?? [],
    ...(gate === undefined ? {} : { gate }),
  });
  const saved = await catalog.versions.find({ name: add.name, choice: { number } });
  invariant(saved !== undefined, `${add.name}@v${number} was saved`);
  return saved;
};

const addIn = async (adding: Adding): Promise<Omit<Added, 'schema' | 'name' | 'seconds'>> => {
  const { add, place, repository, catalog } = adding;
  const before = await catalog.versions.find({ name: add.name, choice: 'latest' });
  const taken = await securedIn(adding, before);
  if (taken.tree.entries === 0)
    refuse('source-empty', `there is nothing in ${place.shown}`, 'name a folder that holds files', {
      file: place.shown,
    });
  if (before?.record.tree === taken.id && before.record.form === taken.form)
    return { isNew: false, version: before };
  const run = await gatedIn(adding, taken);
  return {
    isNew: true,
    version: await savedIn(adding, taken, run),
    ...(before === undefined ? {} : { since: await changesSince(repository, before, taken) }),
    ...(run === undefined ? {} : { run }),
  };
};

/**
 * Makes a version of a file or a folder: its bytes are kept, its contract judges them, and it gets the next number of its name. The same
 * bytes as those of the newest version make none. Throws `Refusal` where something changes meanwhile; nothing is added then.
 */
export const addVersion = async (project: Project, add: Add): Promise<Added> => {
  const began = performance.now();
  checkWords(add);
  const place = placeOfAdded(project, add);
  const repository = repositoryIn(assayFolder(project.folder));
  const added = await leased(repository.objects.folder, () =>
    withCatalog(project, (catalog) => addIn({ project, add, place, repository, catalog })),
  );
  return {
    schema: 'assay.added/v1',
    name: add.name,
    ...added,
    seconds: (performance.now() - began) / 1000,
  };
};
