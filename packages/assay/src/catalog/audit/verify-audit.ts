import { ZodError } from 'zod';
import type { AuditAnchor, AuditEntry, AuditFindings } from '../../domain/audit.ts';
import { endOfAudit } from '../audit.ts';
import type { Store } from '../store.ts';
import { backInTime } from './back-in-time.ts';
import { compareTables } from './compare-tables.ts';
import { followAudit } from './follow-audit.ts';
import { type Replayed, replayedStore } from './replayed-store.ts';

export interface VerifyAudit {
  /** Where the audit ended once. */
  readonly anchor?: AuditAnchor | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Entries followed and rows compared, so far. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Others may write while it is read: what differs then is looked at again, after the entries that came. */
const mostRounds = 5;

const takeEntry = ({ take }: Replayed, entry: AuditEntry): string | undefined => {
  try {
    take(entry);
    return undefined;
  } catch (cause) {
    if (cause instanceof ZodError) return `no ${entry.action} that Assay writes says that`;
    throw cause;
  }
};

/**
 * Follows the audit from its beginning, does again what it says in a database of its own, and holds that against the catalog: the first entry that is
 * not as it was written, else the rows that are not as the audit says. What is in memory does not grow with either.
 */
export const verifyAudit = async (
  store: Store,
  { anchor, signal, onProgress }: VerifyAudit,
): Promise<AuditFindings> => {
  const replayed = await replayedStore();
  let done = 0;
  const step = (): void => {
    signal?.throwIfAborted();
    done += 1;
    if (done % 1000 === 0) onProgress?.(done);
  };
  const clock = backInTime();
  const onEntry = (entry: AuditEntry, number: number): string | undefined => {
    step();
    clock.see(entry, number);
    return takeEntry(replayed, entry);
  };
  try {
    let followed = await followAudit(store, { anchor, onEntry });
    for (let round = 1; ; round += 1) {
      const { anchor: end, broken } = followed;
      const times = clock.found();
      if (broken !== undefined) return { anchor: end, broken, ...times };
      const { rows, differences, first } = await compareTables(replayed.store, store, step);
      const isQuiet = (await endOfAudit(store)).entries === end.entries;
      if (differences === 0 || isQuiet || round === mostRounds)
        return {
          anchor: end,
          rows,
          ...(differences === 0 ? {} : { differences: { count: differences, first: [...first] } }),
          ...times,
        };
      followed = await followAudit(store, { anchor, after: followed, onEntry });
    }
  } finally {
    await replayed.store.close();
  }
};
