import type { Catalog } from '../../catalog/catalog.ts';
import type { AuditAnchor } from '../../domain/audit.ts';
import { countOf } from '../../domain/count-of.ts';
import type { Lock, Pin } from '../../domain/lock.ts';
import { suggestion } from '../../domain/nearest.ts';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import type { PulledName } from '../../domain/remote-reports.ts';
import type { Version } from '../../domain/version-record.ts';
import { parseVersionRef } from '../../domain/version-ref.ts';
import { readLock, writeLock } from '../../project/lock-file.ts';

const emptyLock: Lock = { version: 1, versions: {}, audit: {} };

const anchorIn = (lock: Lock | undefined, catalogId: string): AuditAnchor | undefined =>
  lock && own(lock.audit, catalogId);

/** What was anchored must still be there: an anchor that is written over shows nothing any more. */
const checkAnchor = (anchored: AuditAnchor | undefined, end: AuditAnchor): void => {
  if (anchored === undefined || anchored.entries < end.entries || anchored.head === end.head) return;
  const now = anchored.entries === end.entries ? 'other ones' : String(end.entries);
  refuse(
    'lock-outrun',
    `assay.lock knows ${countOf(anchored.entries, 'entry', 'entries')} of the audit, and it has ${now} now`,
    'assay audit verify says where it is another',
    { file: 'assay.lock' },
  );
};

/** Of two that pin at the same time the one whose audit was longer says where it ends. */
const later = (one: AuditAnchor | undefined, other: AuditAnchor): AuditAnchor =>
  one !== undefined && one.entries > other.entries ? one : other;

/** Pins a version, and where the audit ends now; what others pin meanwhile stays. */
export const pinVersion = async (
  folder: string,
  catalog: Catalog,
  { number, id, record: { name } }: Version,
): Promise<void> => {
  const catalogId = await catalog.remotes.ownId();
  const anchored = anchorIn(readLock(folder), catalogId);
  const end = await catalog.audit.end();
  checkAnchor(anchored, end);
  await catalog.alone(() => {
    const lock = readLock(folder) ?? emptyLock;
    writeLock(folder, {
      version: 1,
      versions: { ...lock.versions, [name]: { version: number, id } },
      audit: { ...lock.audit, [catalogId]: later(anchorIn(lock, catalogId), end) },
    });
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

/** Lets a pin follow its version, which got another number. */
export const movePin = async (
  folder: string,
  catalog: Catalog,
  { name, renumbered }: Pick<PulledName, 'name' | 'renumbered'>,
): Promise<void> => {
  if (renumbered.length === 0) return;
  await catalog.alone(() => {
    const lock = readLock(folder);
    const pin = lock && own(lock.versions, name);
    const moved = renumbered.find(({ before }) => before === pin?.version);
    if (lock === undefined || pin === undefined || moved === undefined) return;
    writeLock(folder, { ...lock, versions: { ...lock.versions, [name]: { ...pin, version: moved.after } } });
  });
};

/** Where the audit of a catalog ended when the lock was last written from it. */
export const anchorOf = async (folder: string, catalog: Catalog): Promise<AuditAnchor | undefined> =>
  anchorIn(readLock(folder), await catalog.remotes.ownId());

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
