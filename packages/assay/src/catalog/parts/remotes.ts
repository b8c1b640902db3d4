import type { RemoteFact, RemoteHead } from '../../domain/remote.ts';
import { catalogId, headOf } from '../remote/mirror.ts';
import { keepPushed, knowsFact, type PushedEntries } from '../remote/push-entries.ts';
import { type TakeEntry, type Taken, takeEntry } from '../remote/take-entry.ts';
import { unpushed } from '../remote/unpushed.ts';
import type { Store } from '../store.ts';

/** What this catalog and remotes told each other. */
export interface CatalogRemotes {
  /** What this catalog is called where it is one of several. */
  readonly ownId: () => Promise<string>;
  /** How far the journal of a name was followed. */
  readonly head: (remote: string, name: string) => Promise<RemoteHead>;
  /** What a remote was not told of a name, in an order in which it can be believed. */
  readonly unpushed: (remote: string, name: string) => Promise<readonly RemoteFact[]>;
  /** Whether this catalog says so itself. */
  readonly knows: (name: string, fact: RemoteFact) => Promise<boolean>;
  /** Keeps which entries of a remote say what this catalog says. */
  readonly pushed: (given: PushedEntries) => Promise<void>;
  /** Takes over what the next entry of a remote says, where the rules and grants of this catalog let it. */
  readonly take: (given: TakeEntry) => Promise<Taken>;
}

export const catalogRemotes = (store: Store): CatalogRemotes => ({
  ownId: () => catalogId(store),
  head: (remote, name) => headOf(store, remote, name),
  unpushed: (remote, name) => unpushed(store, { remote, name }),
  knows: (name, fact) => knowsFact(store, name, fact),
  pushed: (given) => keepPushed(store, given),
  take: (given) => takeEntry(store, given),
});
