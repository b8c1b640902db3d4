import type { AuditAnchor, AuditBreak, AuditEntry } from '../../domain/audit.ts';
import { type AuditFilter, appendAudit, endOfAudit, followAudit, listAudit } from '../audit.ts';
import type { Store } from '../store.ts';

/** What was done, by whom and why. */
export interface CatalogAudit {
  /** False where an entry with the same `once` exists: nothing is written then. */
  readonly append: (entry: AuditEntry) => Promise<boolean>;
  /** Oldest first. */
  readonly list: (filter?: AuditFilter) => Promise<readonly AuditEntry[]>;
  /** Where the audit ends, without following it. */
  readonly end: () => Promise<AuditAnchor>;
  /** Where the audit ends, and the first entry that is not as it was written; with an anchor, also where it is another than before. */
  readonly follow: (
    anchor?: AuditAnchor,
  ) => Promise<{ readonly anchor: AuditAnchor; readonly broken?: AuditBreak }>;
}

export const catalogAudit = (store: Store): CatalogAudit => ({
  end: () => endOfAudit(store),
  append: (entry) => appendAudit(store, entry),
  list: (filter = {}) => listAudit(store, filter),
  follow: (anchor) => followAudit(store, anchor),
});
