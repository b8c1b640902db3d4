import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { objectIdSchema } from '../../domain/object-id.ts';
import {
  type FactOf,
  type HashedEntry,
  type RemoteFact,
  type RemoteHead,
  remoteEntrySchema,
} from '../../domain/remote.ts';
import { type Statement, type Store, statement } from '../store.ts';

/** How far the journal of a name was followed. */
export const headOf = async (store: Store, remote: string, name: string): Promise<RemoteHead> => {
  const [last] = await store.rows<{ seq: number; id: string }>(
    statement(
      'SELECT seq, id FROM remote_entries WHERE remote = ? AND name = ? ORDER BY seq DESC LIMIT 1',
      remote,
      name,
    ),
  );
  return last === undefined
    ? { seq: 0, id: null }
    : { seq: Number(last.seq), id: objectIdSchema.parse(last.id) };
};

/** What was read on a remote of one kind and holds here, in its order. */
export const factsOn = async <K extends RemoteFact['kind']>(
  store: Store,
  { remote, name, kind }: { readonly remote: string; readonly name: string; readonly kind: K },
): Promise<readonly FactOf<K>[]> => {
  const isOf = (fact: RemoteFact): fact is FactOf<K> => fact.kind === kind;
  const rows = await store.rows<{ entry: string }>(
    statement(
      'SELECT entry FROM remote_entries WHERE remote = ? AND name = ? AND kind = ? ORDER BY seq',
      remote,
      name,
      kind,
    ),
  );
  return rows.map(({ entry }) => remoteEntrySchema.parse(JSON.parse(entry)).fact).filter(isOf);
};

/** Keeps that an entry was read, and whether it holds here: what was refused is none of the facts. One that was read meanwhile by another is a reason to think anew. */
export const follow = (remote: string, { entry, id }: HashedEntry, holds = true): Statement => ({
  ...statement(
    'INSERT INTO remote_entries (remote, name, seq, id, kind, entry) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    remote,
    entry.name,
    entry.seq,
    id,
    holds ? entry.fact.kind : 'refused',
    canonicalJson(entry),
  ),
  unlessOutrun: true,
});

/** What this catalog is called where it is one of several; it gets the name when that is first asked. */
export const catalogId = async (store: Store): Promise<string> => {
  const asked = statement("SELECT name FROM catalog_names WHERE what = 'own'");
  const [known] = await store.rows<{ name: string }>(asked);
  if (known !== undefined) return known.name;
  await store.write([
    statement(
      "INSERT INTO catalog_names (what, name) VALUES ('own', ?) ON CONFLICT DO NOTHING",
      randomBytes(8).toString('hex'),
    ),
  ]);
  return catalogId(store);
};
