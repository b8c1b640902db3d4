import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Pin } from '../../domain/lock.ts';
import { refuse } from '../../domain/problem.ts';
import type { Version } from '../../domain/version-record.ts';
import { readProject } from '../../project/project.ts';
import { remoteFolderOf } from '../../project/remote-folder.ts';
import { leased } from '../../versions/objects/leases.ts';
import { carryVersion } from '../../versions/remote/carry-version.ts';
import type { Carrier } from '../../versions/remote/copy-objects.ts';
import { openRemote } from '../../versions/remote/folder-remote.ts';
import { newsOf } from '../../versions/remote/journal.ts';
import { repositoryIn } from '../../versions/repository.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { fromRemote, withRemote } from './from-remote.ts';
import { pinnedFor } from './lock.ts';

interface Locked extends Pick<Carrier, 'onCopied' | 'signal'> {
  readonly version: string;
  readonly actor: string;
}

const differs = (name: string, { version }: Pin, where: string): never =>
  refuse(
    'lock-outrun',
    `${where} has another ${name}@v${version} than assay.lock`,
    `whoever pinned it pulls and pins anew: assay checkout ${name}@ALIAS --lock`,
    { file: 'assay.lock' },
  );

/** The version as this catalog has it; undefined where it does not. Throws `Refusal` where it has another under the number. */
const knownHere = (folder: string, actor: string, name: string, pin: Pin): Promise<Version | undefined> =>
  withStoredCatalog(folder, async ({ grants, versions }) => {
    await grants.allow({ at: new Date().toISOString(), owner: actor, reason: '' }, { action: 'read', name });
    const found = await versions.find({ name, choice: { number: pin.version } });
    return found === undefined || found.id === pin.id ? found : differs(name, pin, 'this project');
  });

/**
 * The version that `assay.lock` pins, with all its bytes: from the remote where this project does not have it. The catalog stays as it is. Throws `Refusal`
 * where this project or the remote has another version under the number.
 */
export const lockedVersion = async (
  folder: string,
  { version, actor, onCopied, signal }: Locked,
): Promise<Version> => {
  const { name, ...pin } = pinnedFor(folder, version);
  const known = await knownHere(folder, actor, name, pin);
  if (known !== undefined) return known;
  const place = remoteFolderOf(readProject(folder, { env: process.env, vars: {} }));
  const { objects } = repositoryIn(assayFolder(folder));
  return withRemote(place, async () => {
    const remote = openRemote(place);
    const told = newsOf(remote, name, { seq: 0, id: null }).find(
      ({ entry: { fact } }) => fact.kind === 'version' && fact.number === pin.version,
    )?.entry.fact;
    if (told === undefined)
      return refuse(
        'lock-outrun',
        `the remote has no ${name}@v${pin.version}`,
        'whoever has it pushes it: assay push',
        {
          file: 'assay.lock',
        },
      );
    if (told.kind !== 'version' || told.id !== pin.id) return differs(name, pin, 'the remote');
    const carrier = fromRemote(remote, objects.folder, {
      ...(onCopied === undefined ? {} : { onCopied }),
      ...(signal === undefined ? {} : { signal }),
    });
    const record = await leased(objects.folder, () => carryVersion(carrier, { id: pin.id }, objects.get));
    return { number: pin.version, id: pin.id, record, aliases: [], gates: [] };
  });
};
