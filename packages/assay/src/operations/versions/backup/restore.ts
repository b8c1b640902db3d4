import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assayFolder, makeAssayFolder } from '../../../catalog/assay-folder.ts';
import { catalogFile } from '../../../catalog/catalog-file.ts';
import type { Restored } from '../../../domain/backup.ts';
import { type ObjectId, objectId } from '../../../domain/object-id.ts';
import { Refusal, refuse } from '../../../domain/problem.ts';
import type { Project } from '../../../project/project.ts';
import { objectPath } from '../../../versions/objects/object-path.ts';
import { touch } from '../../../versions/objects/touch.ts';
import { unwritable } from '../../../versions/objects/unwritable.ts';
import { type Carrier, copyObjects } from '../../../versions/remote/copy-objects.ts';
import { repositoryIn } from '../../../versions/repository.ts';
import { verifyAudit } from '../audit.ts';
import { type Carrying, counting } from '../from-remote.ts';
import { verifyVersions } from '../verify.ts';
import { copyQuarantine, readBackup } from './backup-folder.ts';
import { placeFile } from './place-file.ts';

export interface Restore extends Carrying {
  readonly from: string;
  readonly cwd: string;
}

/** So many are copied and synced together. */
const batchSize = 512;

/** Copies what is whole; what is not is told when versions are looked through. */
const copyWhole = async (carrier: Carrier, ids: readonly ObjectId[]): Promise<void> => {
  try {
    await copyObjects(carrier, ids);
  } catch (cause) {
    const isBroken =
      cause instanceof Refusal && cause.problems.every(({ code }) => code === 'version-damaged');
    if (!isBroken) throw cause;
    if (ids.length > 1) for (const id of ids) await copyWhole(carrier, [id]);
  }
};

const copyObjectsOf = async (carrier: Carrier): Promise<void> => {
  for (const two of readdirSync(carrier.from).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    const ids = readdirSync(join(carrier.from, two))
      .filter((rest) => /^[0-9a-f]{62}$/.test(rest))
      .map((rest) => objectId(`${two}${rest}`));
    for (let from = 0; from < ids.length; from += batchSize)
      await copyWhole(carrier, ids.slice(from, from + batchSize));
  }
};

const copyRest = async (carrier: Carrier, from: string, to: string): Promise<void> => {
  copyQuarantine(from, to);
  await copyObjectsOf(carrier);
};

/** The bytes first, then the catalog that names them, so that nobody sees a version whose bytes are still to come. */
const write = async (project: Project, from: string, carrier: Carrier): Promise<void> => {
  const kept = join(from, 'catalog.db');
  const file = catalogFile(project.folder);
  if (!existsSync(kept)) return copyRest(carrier, from, assayFolder(project.folder));
  if (existsSync(file))
    refuse(
      'backup-unusable',
      'a catalog is kept here already',
      'restore into a folder without .assay, or move it away',
      { file },
    );
  await placeFile({ objects: carrier.to, file }, async (aside) => {
    copyFileSync(kept, aside);
    await copyRest(carrier, from, assayFolder(project.folder));
  });
};

/**
 * Brings back what a backup holds, each object hashed on its way, and looks through it all: what versions need and the backup does not have whole
 * is told. A catalog on a server is brought back there, before. Throws `Refusal` where a catalog is kept here already.
 */
export const restoreProject = async (project: Project, given: Restore): Promise<Restored> => {
  const began = performance.now();
  const from = resolve(given.cwd, given.from);
  const backup =
    readBackup(from) ??
    refuse('backup-unusable', `${given.from} holds no backup`, 'assay backup --to makes one', { file: from });
  const { carried, options } = counting(given);
  const target = assayFolder(project.folder);
  makeAssayFolder(target);
  const to = repositoryIn(target).objects.folder;
  const carrier: Carrier = {
    ...options,
    from: join(from, 'objects'),
    to,
    isThere: (id) => touch(to, id),
    onBroken: (id, what) =>
      refuse('version-damaged', `object ${id} is ${what} in the backup`, 'take another backup', {
        file: objectPath(join(from, 'objects'), id),
      }),
  };
  try {
    await write(project, from, carrier);
  } catch (cause) {
    throw unwritable(cause, target);
  }
  const { versions, damage } = await verifyVersions(project.folder, { deep: false });
  // A dump of a server is older than the anchor, which was read when the bytes were copied.
  const anchor = backup.catalog === 'file' ? { anchor: backup.audit } : {};
  const { broken } = await verifyAudit(project.folder, anchor);
  return {
    schema: 'assay.restored/v1',
    from: given.from,
    at: backup.at,
    catalog: backup.catalog,
    versions,
    versionsThen: backup.versions,
    ...carried,
    damage: [...damage],
    ...(broken === undefined ? {} : { broken: broken.what }),
    seconds: (performance.now() - began) / 1000,
  };
};
