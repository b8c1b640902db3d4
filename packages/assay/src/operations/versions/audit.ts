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

/** Follows the chain of the audit from its first entry to its last, by an anchor, else by that of `assay.lock`. */
export const verifyAudit = async (folder: string, anchor?: AuditAnchor): Promise<AuditVerified> => {
  const found = await withStoredCatalog(folder, async (catalog) => {
    const from = anchor ?? (await anchorOf(folder, catalog));
    return {
      ...(await catalog.audit.follow(from)),
      ...(from === undefined ? {} : { anchoredAt: from.entries }),
    };
  });
  return found === undefined
    ? refuse('version-not-found', 'nothing is kept here', 'run assay check or assay add first')
    : { schema: 'assay.audit-verified/v1', ...found };
};
