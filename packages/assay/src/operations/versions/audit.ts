import type { AuditAnchor, AuditEntry } from '../../domain/audit.ts';
import { refuse } from '../../domain/problem.ts';
import type { AuditReport, AuditVerified } from '../../domain/version-reports.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { anchorOf } from './lock.ts';

/** What was done, the oldest first; of one subject where it is given: `readings@v7`, or all of `readings`. */
export const auditOf = async (folder: string, subject: string | undefined): Promise<AuditReport> => {
  const isOf = (entry: AuditEntry): boolean =>
    subject === undefined || entry.subject === subject || entry.subject.startsWith(`${subject}@`);
  const entries = (await withStoredCatalog(folder, ({ audit }) => audit.list())) ?? [];
  return { schema: 'assay.audit/v1', entries: entries.filter(isOf) };
};

export interface VerifyAudit {
  /** That of `assay.lock` without it. */
  readonly anchor?: AuditAnchor | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Entries followed and rows compared, so far. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Follows the chain of the audit from its first entry to its last, and holds the catalog against what it says. */
export const verifyAudit = async (folder: string, given: VerifyAudit = {}): Promise<AuditVerified> => {
  const found = await withStoredCatalog(folder, async (catalog) => {
    const from = given.anchor ?? (await anchorOf(folder, catalog));
    return {
      ...(await catalog.audit.verify({ ...given, anchor: from })),
      ...(from === undefined ? {} : { anchoredAt: from.entries }),
    };
  });
  return found === undefined
    ? refuse('version-not-found', 'nothing is kept here', 'run assay check or assay add first')
    : { schema: 'assay.audit-verified/v1', ...found };
};
