import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Execution } from '../../domain/execution.ts';
import { invariant } from '../../domain/invariant.ts';
import { type Metrics, metricsSchema, type VersionModel } from '../../domain/model-signature.ts';
import { refuse } from '../../domain/problem.ts';
import type { Run } from '../../domain/run.ts';
import type { Version, VersionRecord } from '../../domain/version-record.ts';
import { versionNameSchema } from '../../domain/version-record.ts';
import { isAlias } from '../../domain/version-ref.ts';
import type { Added, PathCounts } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import type { Progress } from '../../run/gate-input.ts';
import { type KnownSource, nothingKnown } from '../../versions/folders/known-cursor.ts';
import type { TakeProgress } from '../../versions/folders/take-entries.ts';
import { type TakenTree, takeTree } from '../../versions/folders/take-tree.ts';
import { settle } from '../../versions/objects/finish.ts';
import { leased } from '../../versions/objects/leases.ts';
import { type Repository, repositoryIn } from '../../versions/repository.ts';
import { compareTrees } from '../../versions/trees/compare-trees.ts';
import { secure } from '../../versions/trees/secure.ts';
import { withCatalog } from '../with-catalog.ts';
import { gateOf } from './gate-added.ts';
import { inspectAdded } from './inspect-added.ts';
import { gatedBy } from './keep-gate.ts';
import { executionStated, hasOrigin, keptOrigin, type StatedOrigin } from './origin/stated-origin.ts';
import type { AddedPlace } from './place-of-added.ts';
import { atPlace } from './snapshot.ts';

export interface Add {
  /** A file or a folder; the path of the dataset of this name without one. */
  readonly path?: string;
  readonly name: string;
  /** A file that is an ONNX model is a model without it, and a folder what the version before is. */
  readonly kind?: 'dataset' | 'model';
  /** Of a model: finite numbers by name. */
  readonly metrics?: Metrics;
  /** What it was made from, and how. */
  readonly origin?: StatedOrigin;
  /** What was seen to make it. */
  readonly execution?: Execution;
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

const checkWords = ({ name, tags = [], metrics = {} }: Add): void => {
  if (!metricsSchema.safeParse(metrics).success)
    refuse('usage', 'metrics are finite numbers by name, 1,000 at most', 'give { auc: 0.91 }');
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

/** What was added: bytes, of a dataset or a model, with what is known of the model. */
interface AddedWhat extends TakenTree {
  readonly kind: VersionRecord['kind'];
  readonly model?: VersionModel;
}

const whatIs = async (
  { add, place, repository }: Adding,
  taken: TakenTree,
  before: Version | undefined,
): Promise<AddedWhat> => {
  const known = before?.record.tree === taken.id ? before.record.model : undefined;
  const metrics = { ...(add.metrics ?? known?.metrics) };
  if (known !== undefined && add.kind !== 'dataset')
    return { ...taken, kind: 'model', model: { ...known, metrics } };
  const { kind, model } = await inspectAdded({
    repository,
    taken,
    shown: place.shown,
    kind: add.kind,
    before: before?.record.kind,
  });
  if (model !== undefined) {
    if (add.contract !== undefined)
      refuse('usage', `${place.shown} is a model, and contracts judge data`, 'leave -c out');
    return { ...taken, kind, model: { ...model, metrics } };
  }
  if (add.metrics !== undefined)
    refuse('usage', `metrics are of models, and ${place.shown} is a dataset`, 'add it with --kind model');
  return { ...taken, kind };
};

/** Nothing is new: the same bytes, and the same metrics where some are given. */
const isAsBefore = ({ add }: Adding, { record }: Version, what: AddedWhat): boolean =>
  record.tree === what.id &&
  record.form === what.form &&
  record.kind === what.kind &&
  (add.metrics === undefined || canonicalJson(add.metrics) === canonicalJson(record.model?.metrics));

const recordOf = (add: Add, source: string, what: AddedWhat, now: Date): VersionRecord => ({
  schema: 'assay.version/v1',
  name: add.name,
  kind: what.kind,
  form: what.form,
  tree: what.id,
  files: what.tree.files,
  bytes: what.tree.bytes,
  createdAt: now.toISOString(),
  author: add.author,
  message: add.message ?? '',
  source,
  metadata: { ...add.metadata },
  ...(what.model === undefined ? {} : { model: what.model }),
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

/** What made the bytes, as far as anybody says. */
const originOf = async ({ project, add, catalog }: Adding): Promise<Execution> =>
  add.execution ??
  executionStated(catalog, add.origin ?? {}, {
    cwd: add.cwd,
    folder: project.folder,
    actor: add.author,
  });

/** The bytes as they are now, of which every object is there and stays. */
const securedIn = async (adding: Adding, before: Version | undefined): Promise<TakenTree> => {
  const { repository, catalog } = adding;
  const taken = await takeIn(adding, catalog.knownFiles);
  if (before?.record.tree === taken.id || taken.known === 0) return taken;
  const older = before && (await repository.tree(before.record.tree));
  if (!(await secure(repository, taken.tree, older))) return takeIn(adding, nothingKnown);
  await settle(repository.objects.folder);
  return taken;
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
  what: AddedWhat,
  origin: Execution,
  run: Run | undefined,
): Promise<Version> => {
  const made = await keptOrigin(repository, origin, add.cwd);
  const record: VersionRecord = {
    ...recordOf(add, place.shown, what, add.now ?? new Date()),
    ...(made === undefined ? {} : { execution: made.id }),
  };
  const gate = run && gatedBy(run);
  const number = await catalog.versions.save({
    id: await repository.keepRecord(record),
    record,
    tags: add.tags ?? [],
    ...(gate === undefined ? {} : { gate }),
    ...(made === undefined ? {} : { origin: made }),
  });
  const saved = await catalog.versions.find({ name: add.name, choice: { number } });
  invariant(saved !== undefined, `${add.name}@v${number} was saved`);
  return saved;
};

const addIn = async (adding: Adding): Promise<Omit<Added, 'schema' | 'name' | 'seconds'>> => {
  const { add, place, repository, catalog } = adding;
  const before = await catalog.versions.find({ name: add.name, choice: 'latest' });
  const origin = await originOf(adding);
  const taken = await securedIn(adding, before);
  if (taken.tree.entries === 0)
    refuse('source-empty', `there is nothing in ${place.shown}`, 'name a folder that holds files', {
      file: place.shown,
    });
  const what = await whatIs(adding, taken, before);
  if (before !== undefined && isAsBefore(adding, before, what) && (await hasOrigin(catalog, before, origin)))
    return { isNew: false, version: before };
  const run = what.kind === 'model' ? undefined : await gatedIn(adding, taken);
  return {
    isNew: true,
    version: await savedIn(adding, what, origin, run),
    ...(before === undefined ? {} : { since: await changesSince(repository, before, taken) }),
    ...(run === undefined ? {} : { run }),
  };
};

/**
 * Makes a version of a file or a folder: its bytes are kept, its contract judges them, and it gets the next number of its name. The same
 * bytes as those of the newest version make none, unless other metrics or another origin are given. Throws `Refusal` where something changes meanwhile; nothing is added then.
 */
export const addVersion = async (project: Project, add: Add): Promise<Added> => {
  const began = performance.now();
  checkWords(add);
  const repository = repositoryIn(assayFolder(project.folder));
  const added = await atPlace(project, add, (place, path) => {
    const placed = path === undefined ? add : { ...add, path };
    return leased(repository.objects.folder, () =>
      withCatalog(project, (catalog) => addIn({ project, add: placed, place, repository, catalog })),
    );
  });
  return {
    schema: 'assay.added/v1',
    name: add.name,
    ...added,
    seconds: (performance.now() - began) / 1000,
  };
};
