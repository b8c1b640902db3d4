import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assayFolder } from '../../../catalog/assay-folder.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { BackedUp, Backup } from '../../../domain/backup.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Project } from '../../../project/project.ts';
import { writeWhole } from '../../../project/write-whole.ts';
import { brokenHere } from '../../../versions/objects/local-objects.ts';
import { objectPath, unfinishedFolder } from '../../../versions/objects/object-path.ts';
import { unwritable } from '../../../versions/objects/unwritable.ts';
import { carryVersion } from '../../../versions/remote/carry-version.ts';
import { clearUnfinished } from '../../../versions/remote/clear-unfinished.ts';
import type { Carrier } from '../../../versions/remote/copy-objects.ts';
import { repositoryIn } from '../../../versions/repository.ts';
import { withStoredCatalog } from '../../with-catalog.ts';
import { type Carrying, counting } from '../from-remote.ts';
import { allowSecrets } from '../secret-columns.ts';
import { backupFile, copyQuarantine, readBackup } from './backup-folder.ts';
import { placeFile } from './place-file.ts';

export interface BackUp extends Carrying {
  /** An empty folder, or one that holds an earlier backup of the same project: only what is new is copied then. */
  readonly to: string;
  readonly actor: string;
  readonly cwd: string;
}

interface BackingUp {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly carrier: Carrier;
  readonly at: string;
  readonly actor: string;
}

/** Every object that a version needs, the versions of a name from the first on. Confidential bytes leave the project by whoever may let them, as at a push. */
const copyVersions = async ({ project, catalog, carrier, actor }: BackingUp): Promise<number> => {
  const { objects } = repositoryIn(assayFolder(project.folder));
  let versions = 0;
  for (const name of await catalog.versions.names()) {
    const by = { at: new Date().toISOString(), owner: actor, reason: '' };
    await catalog.grants.allow(by, { action: 'read', name });
    let older = {};
    for (const version of (
      await catalog.versions.list({ name, limit: Number.MAX_SAFE_INTEGER })
    ).toReversed()) {
      const { id, record } = version;
      await allowSecrets(project, catalog, version, actor, 'push-confidential');
      await carryVersion(carrier, { id, ...older }, objects.get);
      older = record.reference === undefined ? { older: record.tree } : {};
      versions += 1;
    }
  }
  return versions;
};

const checkSame = (before: Backup | undefined, id: string, to: string): void => {
  if (before !== undefined && before.id !== id)
    refuse('backup-unusable', `${to} is a backup of another project`, 'name another folder', { file: to });
};

/**
 * The catalog first, then what its versions need: a version is in the catalog when all its bytes are there, and none of them goes as long as it is. The copy of the
 * catalog gets its name when all bytes have theirs, so that a backup that is ended before its end leaves the one before it whole.
 */
const write = async (backing: BackingUp): Promise<Backup> => {
  const { project, catalog, at } = backing;
  const id = await catalog.remotes.ownId();
  checkSame(readBackup(at), id, at);
  const said = { id, at: new Date().toISOString(), audit: await catalog.audit.end() };
  const copyRest = (): Promise<number> => {
    copyQuarantine(assayFolder(project.folder), at);
    return copyVersions(backing);
  };
  const { copyTo } = catalog;
  const versions =
    copyTo === undefined
      ? await copyRest()
      : await placeFile({ objects: backing.carrier.to, file: join(at, 'catalog.db') }, async (aside) => {
          await copyTo(aside);
          return copyRest();
        });
  const kind = copyTo === undefined ? 'server' : 'file';
  const backup: Backup = { schema: 'assay.backup/v1', ...said, catalog: kind, versions };
  writeWhole(join(at, backupFile), `${JSON.stringify(backup)}\n`);
  return backup;
};

/** Copies what is kept of a project to a folder, while others work on; with a catalog on a server all but that. Throws `Refusal`. */
export const backUpProject = async (project: Project, given: BackUp): Promise<BackedUp> => {
  const began = performance.now();
  const at = resolve(given.cwd, given.to);
  const { carried, options } = counting(given);
  readBackup(at);
  const objects = join(at, 'objects');
  const carrier: Carrier = {
    ...options,
    from: repositoryIn(assayFolder(project.folder)).objects.folder,
    to: objects,
    isThere: (id) => existsSync(objectPath(objects, id)),
    onBroken: brokenHere,
  };
  try {
    const done = await withStoredCatalog(project, (catalog) => {
      mkdirSync(unfinishedFolder(objects), { recursive: true, mode: 0o700 });
      clearUnfinished({ objects });
      return write({ project, catalog, carrier, at, actor: given.actor });
    });
    if (done === undefined)
      return refuse('version-not-found', 'nothing is kept here', 'run assay check or assay add first');
    return {
      schema: 'assay.backed-up/v1',
      to: given.to,
      catalog: done.catalog,
      versions: done.versions,
      ...carried,
      seconds: (performance.now() - began) / 1000,
    };
  } catch (cause) {
    throw unwritable(cause, at);
  }
};
