import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { suggestion } from '../../domain/nearest.ts';
import { refuse } from '../../domain/problem.ts';
import type { HashedEntry } from '../../domain/remote.ts';
import type { Pulled, PulledName } from '../../domain/remote-reports.ts';
import type { Project } from '../../project/project.ts';
import { remoteFolderOf } from '../../project/remote-folder.ts';
import { leased } from '../../versions/objects/leases.ts';
import { carryVersion } from '../../versions/remote/carry-version.ts';
import type { Carrier } from '../../versions/remote/copy-objects.ts';
import { type FolderRemote, openRemote } from '../../versions/remote/folder-remote.ts';
import { namesOn, newsOf } from '../../versions/remote/journal.ts';
import { type Repository, repositoryIn } from '../../versions/repository.ts';
import { withCatalog } from '../with-catalog.ts';
import { type Carrying, counting, fromRemote, withRemote } from './from-remote.ts';
import { movePin, pinnedNames } from './lock.ts';
import { lockedVersion } from './locked-version.ts';

export interface Pull extends Carrying {
  /** All that the remote has, without them. */
  readonly names: readonly string[];
  /** Only the bytes of the versions that `assay.lock` pins; the catalog stays as it is. */
  readonly locked?: boolean;
  readonly actor: string;
}

interface Pulling {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly remote: FolderRemote;
  readonly repository: Repository;
  readonly carrier: Carrier;
  readonly actor: string;
}

const lastNumberIn = (news: readonly HashedEntry[]): number =>
  Math.max(0, ...news.map(({ entry: { fact } }) => (fact.kind === 'version' ? fact.number : 0)));

/** The record of a version, when all its bytes are here. */
const recordOf = async (
  { catalog, repository, carrier }: Pulling,
  { entry: { name, fact } }: HashedEntry,
) => {
  if (fact.kind !== 'version') return {};
  const older = await catalog.versions.find({ name, choice: { number: fact.number - 1 } });
  const from =
    older === undefined || older.record.reference !== undefined ? {} : { older: older.record.tree };
  const record = await carryVersion(carrier, { id: fact.id, ...from }, repository.objects.get);
  return record.name === name
    ? { record }
    : refuse(
        'remote-unusable',
        `${name}@v${fact.number} of the remote is a version of ${record.name}`,
        'somebody changed the remote',
      );
};

const isNew = (name: string): PulledName => ({
  name,
  versions: [],
  others: 0,
  renumbered: [],
  outrun: [],
  refused: [],
});

const pullName = async (pulling: Pulling, name: string): Promise<PulledName> => {
  const { project, catalog, remote, actor } = pulling;
  const news = newsOf(remote, name, await catalog.remotes.head(remote.id, name));
  const lastNumber = lastNumberIn(news);
  const pulled = isNew(name);
  for (const read of news) {
    const taken = await catalog.remotes.take({
      remote: remote.id,
      read,
      ...(await recordOf(pulling, read)),
      lastNumber,
      rules: project.config.stages,
      by: { at: new Date().toISOString(), owner: actor, reason: '' },
    });
    const { fact } = read.entry;
    if (taken.outcome === 'refused') pulled.refused.push({ what: taken.what, because: taken.because });
    if (taken.outcome === 'taken' && fact.kind === 'version') pulled.versions.push(fact.number);
    if (taken.outcome === 'taken' && fact.kind !== 'version') pulled.others += 1;
    pulled.renumbered.push(...(taken.renumbered ?? []));
    pulled.outrun.push(...(taken.outrun ?? []));
  }
  return pulled;
};

const isNews = ({ versions, others, renumbered, outrun, refused }: PulledName): boolean =>
  versions.length + others + renumbered.length + outrun.length + refused.length > 0;

/** Names that are asked for, of those the remote has. */
const wantedOn = (remote: FolderRemote, names: readonly string[]): readonly string[] => {
  const known = namesOn(remote);
  for (const name of names)
    if (!known.includes(name))
      refuse('version-not-found', `the remote has no ${name}`, suggestion(name, known), {
        file: remote.place,
      });
  return names.length === 0 ? known : names;
};

/** Brings what is pinned, of all names or some. */
const pullLocked = async (project: Project, { names, ...given }: Pull): Promise<readonly PulledName[]> => {
  const pulled: PulledName[] = [];
  for (const name of names.length === 0 ? pinnedNames(project.folder) : names) {
    const { number, record } = await lockedVersion(project.folder, { ...given, version: name });
    pulled.push({ ...isNew(record.name), versions: [number] });
  }
  return pulled;
};

/**
 * Takes over what the remote of the project has and this project does not know: versions when all their bytes are here, what gates said, who agreed,
 * and what leads where. Versions of this project that were not pushed get numbers after those of the remote.
 */
export const pullVersions = async (project: Project, given: Pull): Promise<Pulled> => {
  const began = performance.now();
  const place = remoteFolderOf(project);
  const { carried, options } = counting(given);
  const repository = repositoryIn(assayFolder(project.folder));
  const work = async (catalog: Catalog): Promise<readonly PulledName[]> => {
    const remote = openRemote(place);
    const carrier = fromRemote(remote, repository.objects.folder, options);
    const pulling: Pulling = { project, catalog, remote, repository, carrier, actor: given.actor };
    const pulled: PulledName[] = [];
    for (const name of wantedOn(remote, given.names)) {
      const one = await pullName(pulling, name);
      await movePin(project.folder, catalog, one);
      if (isNews(one)) pulled.push(one);
    }
    return pulled;
  };
  const names = await withRemote(place, () =>
    given.locked === true
      ? pullLocked(project, { ...given, ...options })
      : leased(repository.objects.folder, () => withCatalog(project, work)),
  );
  return {
    schema: 'assay.pulled/v1',
    remote: place,
    names: [...names],
    ...carried,
    seconds: (performance.now() - began) / 1000,
  };
};
