import type { Catalog } from '../../catalog/catalog.ts';
import type { AuditAnchor } from '../../domain/audit.ts';
import type { Lock, Pin } from '../../domain/lock.ts';
import { suggestion } from '../../domain/nearest.ts';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import type { PulledName } from '../../domain/remote-reports.ts';
import type { Version } from '../../domain/version-record.ts';
import { parseVersionRef } from '../../domain/version-ref.ts';
import { readLock, writeLock } from '../../project/lock-file.ts';

const emptyLock: Lock = { version: 1, versions: {}, audit: {} };

/** Pins a version, and where the audit ends now. */
export const pinVersion = async (
  folder: string,
  catalog: Catalog,
  { number, id, record: { name } }: Version,
): Promise<void> => {
  const lock = readLock(folder) ?? emptyLock;
  writeLock(folder, {
    version: 1,
    versions: { ...lock.versions, [name]: { version: number, id } },
    audit: { ...lock.audit, [await catalog.remotes.ownId()]: await catalog.audit.end() },
  });
};

/** What is pinned of the name that a text names. Throws `Refusal` where nothing is, or where the text asks for another version. */
export const pinnedFor = (folder: string, text: string): Pin & { readonly name: string } => {
  const { name, choice } = parseVersionRef(text);
  const versions = readLock(folder)?.versions ?? {};
  const pin = own(versions, name);
  if (pin === undefined)
    return refuse(
      'lock-outrun',
      `assay.lock pins no ${name}`,
      Object.keys(versions).length === 0
        ? `assay checkout ${name}@ALIAS --lock pins one`
        : suggestion(name, Object.keys(versions)),
      { file: 'assay.lock' },
    );
  if (typeof choice === 'object' && 'number' in choice && choice.number !== pin.version)
    refuse(
      'lock-outrun',
      `assay.lock pins ${name}@v${pin.version}, and not v${choice.number}`,
      `assay checkout ${text} --lock pins that`,
      { file: 'assay.lock' },
    );
  return { name, ...pin };
};

/** Lets pins follow versions that got other numbers. */
export const movePins = (folder: string, name: string, renumbered: PulledName['renumbered']): void => {
  const lock = renumbered.length === 0 ? undefined : readLock(folder);
  const pin = lock && own(lock.versions, name);
  const moved = renumbered.find(({ before }) => before === pin?.version);
  if (lock === undefined || pin === undefined || moved === undefined) return;
  writeLock(folder, { ...lock, versions: { ...lock.versions, [name]: { ...pin, version: moved.after } } });
};

/** Where the audit of a catalog ended when the lock was last written from it. */
export const anchorOf = async (folder: string, catalog: Catalog): Promise<AuditAnchor | undefined> => {
  const lock = readLock(folder);
  return lock && own(lock.audit, await catalog.remotes.ownId());
};

/** Names of which a version is pinned. Throws `Refusal` where there are none. */
export const pinnedNames = (folder: string): readonly string[] => {
  const names = Object.keys(readLock(folder)?.versions ?? {});
  return names.length > 0
    ? names
    : refuse(
        'lock-outrun',
        'nothing is pinned in assay.lock',
        'assay checkout NAME@ALIAS --lock pins a version',
        {
          file: 'assay.lock',
        },
      );
};
