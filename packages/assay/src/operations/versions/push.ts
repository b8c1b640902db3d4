import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { countOf } from '../../domain/count-of.ts';
import { refuse } from '../../domain/problem.ts';
import type { HashedEntry, RemoteFact, RemoteHead } from '../../domain/remote.ts';
import type { Pushed, PushedName } from '../../domain/remote-reports.ts';
import type { Version } from '../../domain/version-record.ts';
import type { Project } from '../../project/project.ts';
import { remoteFolderOf } from '../../project/remote-folder.ts';
import { inspect } from '../../versions/objects/inspect.ts';
import { brokenHere } from '../../versions/objects/local-objects.ts';
import { carryVersion } from '../../versions/remote/carry-version.ts';
import { clearUnfinished } from '../../versions/remote/clear-unfinished.ts';
import { type Carrier, replaceObjects } from '../../versions/remote/copy-objects.ts';
import { beginRemote, type FolderRemote, openRemote } from '../../versions/remote/folder-remote.ts';
import { append, newsOf } from '../../versions/remote/journal.ts';
import { remoteClock } from '../../versions/remote/remote-clock.ts';
import { longestCarryMillis, saidInUse } from '../../versions/remote/said-in-use.ts';
import { type Repository, repositoryIn } from '../../versions/repository.ts';
import { objectsOf } from '../../versions/trees/objects-of.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { versionNamed } from './find.ts';
import { type Carrying, counting, withRemote } from './from-remote.ts';
import { allowSecrets } from './secret-columns.ts';

export interface Push extends Carrying {
  /** Of all that have versions, without them. */
  readonly names: readonly string[];
  /** Makes a remote of an empty folder. */
  readonly begin: boolean;
  /** Also looks at every object that the remote should have, and brings those that are missing or damaged. */
  readonly repair: boolean;
  readonly actor: string;
}

interface Pushing {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly remote: FolderRemote;
  readonly repository: Repository;
  readonly carrier: Carrier;
  readonly actor: string;
}

const byOf = ({ actor }: Pushing) => ({ at: new Date().toISOString(), owner: actor, reason: '' });

const ahead = (name: string, news: number): never =>
  refuse(
    'remote-ahead',
    `the remote has ${countOf(news, 'entry', 'entries')} of ${name} that this project does not know`,
    `assay pull ${name} takes them over; then push again`,
  );

/** What the remote has and this catalog was ended before noting is noted; what others wrote is to be pulled first. */
const caughtUp = async ({ catalog, remote, ...pushing }: Pushing, name: string): Promise<RemoteHead> => {
  const head = await catalog.remotes.head(remote.id, name);
  const news = newsOf(remote, name, head);
  for (const { entry } of news)
    if (!(await catalog.remotes.knows(name, entry.fact))) return ahead(name, news.length);
  if (news.length > 0)
    await catalog.remotes.pushed({
      remote: remote.id,
      name,
      entries: news,
      by: byOf({ catalog, remote, ...pushing }),
    });
  return catalog.remotes.head(remote.id, name);
};

/** Of a version that only refers to its files the remote has none. */
const treeOf = async (catalog: Catalog, name: string, number: number) => {
  const record = (await catalog.versions.find({ name, choice: { number } }))?.record;
  return record?.reference === undefined ? record?.tree : undefined;
};

/** Everything a version is made of is on the remote, and said to be in use lately, before anybody is told of it. */
const carried = async (
  { catalog, repository, carrier }: Pushing,
  name: string,
  fact: RemoteFact,
): Promise<void> => {
  if (fact.kind !== 'version') return;
  const older = await treeOf(catalog, name, fact.number - 1);
  for (let began = Number.NEGATIVE_INFINITY; Date.now() - began > longestCarryMillis; ) {
    began = Date.now();
    await carryVersion(
      carrier,
      { id: fact.id, ...(older === undefined ? {} : { older }) },
      repository.objects.get,
    );
  }
};

/** Confidential values leave this machine by whoever may let them. */
const allowLeaving = async (
  { project, catalog, actor }: Pushing,
  versions: readonly Version[],
): Promise<void> => {
  for (const version of versions) await allowSecrets(project, catalog, version, actor, 'push-confidential');
};

const toldOf = async (
  catalog: Catalog,
  name: string,
  facts: readonly RemoteFact[],
): Promise<readonly Version[]> => {
  const numbers = new Set(facts.flatMap((fact) => (fact.kind === 'version' ? [fact.number] : [])));
  return numbers.size === 0
    ? []
    : (await versionsOf(catalog, name)).filter(({ number }) => numbers.has(number));
};

const versionsOf = (catalog: Catalog, name: string): Promise<readonly Version[]> =>
  catalog.versions.list({ name, limit: Number.MAX_SAFE_INTEGER });

const pushName = async (pushing: Pushing, name: string): Promise<PushedName> => {
  const { catalog, remote, actor } = pushing;
  await catalog.grants.allow(byOf(pushing), { action: 'read', name });
  let head = await caughtUp(pushing, name);
  const facts = await catalog.remotes.unpushed(remote.id, name);
  await allowLeaving(pushing, await toldOf(catalog, name, facts));
  const by = {
    actor,
    at: new Date().toISOString(),
    catalog: await catalog.remotes.ownId(),
    audit: await catalog.audit.end(),
  };
  const entries: HashedEntry[] = [];
  try {
    for (const fact of facts) {
      await carried(pushing, name, fact);
      const written = append(remote, head, { name, by, fact });
      if (written === undefined) return ahead(name, 1);
      entries.push(written);
      head = { seq: written.entry.seq, id: written.id };
    }
  } finally {
    if (entries.length > 0)
      await catalog.remotes.pushed({ remote: remote.id, name, entries, by: byOf(pushing) });
  }
  const versions = facts.flatMap((fact) => (fact.kind === 'version' ? [fact.number] : []));
  return { name, versions, others: facts.length - versions.length };
};

/** Brings what the remote should have of a name and has not, or has with other bytes. */
const repairRemote = async (pushing: Pushing, name: string): Promise<void> => {
  const { catalog, repository, remote, carrier } = pushing;
  const versions = await versionsOf(catalog, name);
  await allowLeaving(pushing, versions);
  const roots = versions.map(({ id, record: { tree, execution, reference } }) => ({
    id,
    tree,
    ...(execution === undefined ? {} : { execution }),
    refers: reference !== undefined,
  }));
  for (const id of await objectsOf(roots, repository.objects.get))
    if ((await inspect(remote.objects, { id }, true)) !== undefined) await replaceObjects(carrier, [id]);
};

const namesOf = async (catalog: Catalog, names: readonly string[]): Promise<readonly string[]> => {
  for (const name of names) await versionNamed(catalog, name);
  return names.length === 0 ? catalog.versions.names() : names;
};

/**
 * Tells the remote of the project what it was not told yet: versions with all their bytes, what gates said, who agreed, and what leads where. Throws
 * `Refusal` where the remote has something of a name that is to be pulled first, or cannot be used; what was told before stays told.
 */
export const pushVersions = async (project: Project, given: Push): Promise<Pushed> => {
  const began = performance.now();
  const place = remoteFolderOf(project);
  const { carried: sum, options } = counting(given);
  const repository = repositoryIn(assayFolder(project.folder));
  const names = await withRemote(place, async () => {
    const remote = given.begin ? beginRemote(place) : openRemote(place);
    const carrier: Carrier = {
      ...options,
      from: repository.objects.folder,
      to: remote.objects,
      isThere: saidInUse(remote.objects, remoteClock(remote.objects)),
      onBroken: brokenHere,
    };
    clearUnfinished(remote);
    return withStoredCatalog(project, async (catalog) => {
      const pushing: Pushing = { project, catalog, remote, repository, carrier, actor: given.actor };
      const pushed: PushedName[] = [];
      const named = await namesOf(catalog, given.names);
      for (const name of named) pushed.push(await pushName(pushing, name));
      if (given.repair) for (const name of named) await repairRemote(pushing, name);
      return pushed.filter(({ versions, others }) => versions.length + others > 0);
    });
  });
  return {
    schema: 'assay.pushed/v1',
    remote: place,
    names:
      names ??
      refuse('version-not-found', 'no version is kept here', 'assay add PATH --as NAME makes the first'),
    ...sum,
    seconds: (performance.now() - began) / 1000,
  };
};
