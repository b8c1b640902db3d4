import type { AuditAnchor, AuditEntry, AuditFindings } from '../../domain/audit.ts';
import { followAudit } from '../audit/follow-audit.ts';
import type { VerifyAudit } from '../audit/verify-audit.ts';
import { type AuditFilter, appendAudit, endOfAudit, listAudit } from '../audit.ts';
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
  readonly follow: (anchor?: AuditAnchor) => Promise<Pick<AuditFindings, 'anchor' | 'broken'>>;
  /** The same, and where it is whole the rows of the catalog that are not as it says. */
  readonly verify: (given?: VerifyAudit) => Promise<AuditFindings>;
}

export const catalogAudit = (store: Store): CatalogAudit => ({
  end: () => endOfAudit(store),
  append: (entry) => appendAudit(store, entry),
  list: (filter = {}) => listAudit(store, filter),
  follow: (anchor) => followAudit(store, { anchor }),
  verify: async (given = {}) => (await import('../audit/verify-audit.ts')).verifyAudit(store, given),
});
