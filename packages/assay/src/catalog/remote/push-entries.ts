import type { HashedEntry, RemoteFact } from '../../domain/remote.ts';
import { type By, governAllowed } from '../stages/allowed.ts';
import { approversOf } from '../stages/approvals.ts';
import { movesOf } from '../stages/moves.ts';
import type { Store } from '../store.ts';
import { findVersion } from '../versions/find-versions.ts';
import { aliasOf } from '../versions/tag-version.ts';
import { follow, headOf } from './mirror.ts';
import { isAmong } from './own-moves.ts';

/** Whether this catalog knows what a remote says: it said so itself, and was ended before it noted that. */
export const knowsFact = async (store: Store, name: string, fact: RemoteFact): Promise<boolean> => {
  if (fact.kind === 'move') return isAmong(await movesOf(store, name, fact.move.stage), fact.move);
  if (fact.kind === 'tag') return ((await aliasOf(store, name, fact.alias)) ?? null) === fact.number;
  const version = await findVersion(store, { name, choice: { number: fact.number } });
  if (version === undefined) return false;
  if (fact.kind === 'version') return version.id === fact.id;
  if (fact.kind === 'gate') return version.gates.some(({ run }) => run === fact.gate.run);
  return (await approversOf(store, { ...fact, name })).includes(fact.actor);
};

export interface PushedEntries {
  readonly remote: string;
  readonly name: string;
  readonly entries: readonly HashedEntry[];
  readonly by: By;
}

/** Keeps which entries of a remote say what this catalog says. */
export const keepPushed = (store: Store, { remote, name, entries, by }: PushedEntries): Promise<void> =>
  governAllowed(store, by, { action: 'read', name }, async () => {
    const head = await headOf(store, remote, name);
    const news = entries.filter(({ entry }) => entry.seq > head.seq);
    const [first, last] = [news[0]?.entry.seq, news.at(-1)?.entry.seq];
    if (first === undefined || last === undefined) return { entries: [], statements: [], result: undefined };
    return {
      entries: [{ ...by, action: 'remote.push', subject: name, detail: { remote, first, last } }],
      statements: news.map((one) => follow(remote, one)),
      result: undefined,
    };
  });
