import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Catalog } from '../../../catalog/catalog.ts';
import { atText } from '../../../domain/lineage-walk.ts';
import type { Located } from '../../../domain/located.ts';
import { type ObjectId, objectIdSchema } from '../../../domain/object-id.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Version } from '../../../domain/version-record.ts';
import { hashFile } from '../../../versions/objects/inspect.ts';
import { treeOfFolder } from '../origin/tree-id.ts';
import { holdersOf } from './holders.ts';
import type { Starting } from './starting.ts';

const called = ({ number, record: { name } }: Version): string => atText({ name, number });

/** Where a question begins that names a file or a folder. */
export interface Place {
  readonly located: Located;
  readonly versions: readonly Version[];
  readonly files: readonly ObjectId[];
}

const fileOf = async (
  { folder, catalog, mayRead, onProgress }: Starting,
  given: string,
  id: ObjectId,
): Promise<Place> => {
  const { held, unread } = await holdersOf(folder, catalog, id, (done, total) =>
    onProgress?.(given, { phase: 'open', done, total }),
  );
  const readable = held.filter(({ version }) => mayRead(version.record.name));
  return {
    located: {
      given,
      kind: 'file',
      id,
      heldBy: readable.map(({ version, path }) => ({ version: called(version), path })),
      unread: unread.filter(({ record }) => mayRead(record.name)).map(called),
    },
    versions: readable.map(({ version }) => version),
    files: [id],
  };
};

const folderOf = async (
  { catalog, mayRead, signal }: Starting,
  given: string,
  at: string,
): Promise<Place> => {
  const { id } = await treeOfFolder(at, signal);
  const versions = (await catalog.versions.ofTrees([id])).filter(({ record }) => mayRead(record.name));
  return {
    located: {
      given,
      kind: 'folder',
      id,
      heldBy: versions.map((version) => ({ version: called(version) })),
      unread: [],
    },
    versions,
    files: [id],
  };
};

const isOnlyFile = async ({ lineage }: Catalog, id: ObjectId): Promise<boolean> =>
  (await lineage.called(id)).files.length > 0;

const checked = async (starting: Starting, place: Place): Promise<Place> => {
  const { given, unread, id } = place.located;
  if (place.versions.length + unread.length > 0 || (await isOnlyFile(starting.catalog, id))) return place;
  return refuse(
    'version-not-found',
    `no version holds ${given} as it is now, and none was made from it`,
    'its bytes may have changed since: assay log lists the versions there are',
    { file: given },
  );
};

/** A file or a folder by its path: what it is now is looked for, whatever it is called elsewhere. Throws `Refusal` where nothing is known of it. */
export const locate = async (starting: Starting, given: string): Promise<Place> => {
  const at = resolve(starting.cwd, given);
  const stat = statSync(at, { throwIfNoEntry: false });
  if (stat === undefined)
    return refuse('source-not-found', `there is no ${given}`, 'name a version, a file or a folder', {
      file: given,
    });
  if (!stat.isFile() && !stat.isDirectory())
    return refuse(
      'source-unsupported',
      `${given} is no file and no folder`,
      'name a version, a file or a folder',
      {
        file: given,
      },
    );
  return checked(
    starting,
    stat.isFile() ? await fileOf(starting, given, await hashFile(at)) : await folderOf(starting, given, at),
  );
};

/** What a hash is the hash of: a version, what made one, or a file, of which the whole hash has to be given where nothing was made from it. */
export const locateHash = async (
  starting: Starting,
  given: string,
): Promise<Place | { readonly versions: readonly Version[] }> => {
  const { catalog, mayRead } = starting;
  const { versions, files } = await catalog.lineage.called(given);
  const readable = versions.filter(({ name }) => mayRead(name));
  if (readable.length > 0) return { versions: await catalog.versions.at(readable) };
  if (files.length > 1)
    return refuse('usage', `${files.length} files begin with ${given}`, 'write more of the hash');
  const id = files[0] ?? objectIdSchema.safeParse(given).data;
  return id === undefined
    ? refuse(
        'version-not-found',
        `nothing that is known begins with ${given}`,
        'write the whole hash of a file',
      )
    : checked(starting, await fileOf(starting, given, id));
};
