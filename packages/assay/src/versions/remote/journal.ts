import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { objectId } from '../../domain/object-id.ts';
import { refuse } from '../../domain/problem.ts';
import {
  type HashedEntry,
  type RemoteEntry,
  type RemoteHead,
  remoteEntrySchema,
} from '../../domain/remote.ts';
import { versionNameSchema } from '../../domain/version-record.ts';
import { type FolderRemote, makeShared } from './folder-remote.ts';
import { writeOnce } from './write-once.ts';

const fileOf = ({ names }: FolderRemote, name: string, seq: number): string =>
  join(names, name, `${String(seq).padStart(8, '0')}.json`);

/** Names of which a remote has a journal, by name. */
export const namesOn = ({ names }: FolderRemote): readonly string[] =>
  readdirSync(names)
    .filter((name) => versionNameSchema.safeParse(name).success)
    .toSorted();

const broken = (file: string, what: string): never =>
  refuse(
    'remote-unusable',
    `the journal of the remote is not as it was written: ${what}`,
    'bring back its files from a backup',
    {
      file,
    },
  );

/** How many entries there are. Throws `Refusal` where one between them is gone. */
const lengthOf = (remote: FolderRemote, name: string): number => {
  const folder = join(remote.names, name);
  if (!existsSync(folder)) return 0;
  const numbers = readdirSync(folder)
    .filter((file) => /^\d{8}\.json$/.test(file))
    .map((file) => Number(file.slice(0, 8)))
    .toSorted((one, other) => one - other);
  const gap = numbers.findIndex((seq, index) => seq !== index + 1);
  return gap === -1 ? numbers.length : broken(fileOf(remote, name, gap + 1), 'the entry is gone');
};

const entryIn = (
  remote: FolderRemote,
  name: string,
  seq: number,
  previous: RemoteHead['id'],
): HashedEntry => {
  const file = fileOf(remote, name, seq);
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return broken(file, cause instanceof Error ? cause.message : String(cause));
  }
  const read = remoteEntrySchema.safeParse(value);
  if (!read.success)
    return refuse(
      'remote-unusable',
      'this Assay does not read an entry of the remote',
      'use the newer Assay that wrote it',
      { file },
    );
  if (read.data.name !== name || read.data.seq !== seq)
    return broken(file, `it is entry ${read.data.seq} of ${read.data.name}`);
  if (read.data.previous !== previous) return broken(file, 'it does not follow the entry before it');
  return { entry: read.data, id: objectId(hash('sha256', text, 'hex')) };
};

/**
 * What the journal of a name has beyond what was followed of it before. Throws `Refusal` where that is not what it was: the remote was changed
 * or taken back.
 */
export const newsOf = (remote: FolderRemote, name: string, head: RemoteHead): readonly HashedEntry[] => {
  const length = lengthOf(remote, name);
  if (length < head.seq)
    broken(fileOf(remote, name, head.seq), `it has ${length} entries of ${name}, and had ${head.seq}`);
  if (head.seq > 0) {
    const file = fileOf(remote, name, head.seq);
    if (objectId(hash('sha256', readFileSync(file), 'hex')) !== head.id)
      broken(file, 'it is another entry than the one that was read before');
  }
  const news: HashedEntry[] = [];
  let { id } = head;
  for (let seq = head.seq + 1; seq <= length; seq += 1) {
    const one = entryIn(remote, name, seq, id);
    news.push(one);
    id = one.id;
  }
  return news;
};

/** Writes the next entry of a journal; undefined where another was quicker. */
export const append = (
  remote: FolderRemote,
  head: RemoteHead,
  given: Omit<RemoteEntry, 'schema' | 'seq' | 'previous'>,
): HashedEntry | undefined => {
  const entry: RemoteEntry = {
    schema: 'assay.remote-entry/v1',
    seq: head.seq + 1,
    previous: head.id,
    ...given,
  };
  const text = `${canonicalJson(entry)}\n`;
  makeShared(join(remote.names, entry.name));
  return writeOnce(fileOf(remote, entry.name, entry.seq), text)
    ? { entry, id: objectId(hash('sha256', text, 'hex')) }
    : undefined;
};
