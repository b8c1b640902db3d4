import type { Catalog } from '../../catalog/catalog.ts';
import type { AuditAnchor } from '../../domain/audit.ts';
import { refuse } from '../../domain/problem.ts';
import type { AuditReport, AuditVerified } from '../../domain/version-reports.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { anchorOf } from './lock.ts';
import { toldAnchor } from './told-anchor.ts';

/** What was done, the oldest first; of one subject where it is given: `readings@v7`, or all of `readings`. */
export const auditOf = async (folder: string, subject: string | undefined): Promise<AuditReport> => {
  const of = subject === undefined ? {} : { of: subject };
  const entries = await withStoredCatalog(folder, ({ audit }) => audit.list(of));
  return { schema: 'assay.audit/v1', entries: [...(entries ?? [])] };
};

export interface VerifyAudit {
  /** That of `assay.lock` without it. */
  readonly anchor?: AuditAnchor | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Entries followed and rows compared, so far. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** What the remote tells of this audit is held against it apart: who may write there can also write what is wrong, and must not take the place of the lock. */
const heldAgainstRemote = async (
  folder: string,
  catalog: Catalog,
): Promise<Pick<AuditVerified, 'remote' | 'toldAt' | 'broken'>> => {
  const told = await toldAnchor(folder, catalog);
  if (told.remote !== 'followed' || told.anchor === undefined) return { remote: told.remote };
  const { broken } = await catalog.audit.follow(told.anchor);
  return {
    remote: told.remote,
    toldAt: told.anchor.entries,
    ...(broken === undefined
      ? {}
      : { broken: { ...broken, what: `${broken.what}, as the remote knows it` } }),
  };
};

/**
 * Follows the chain of the audit from its first entry to its last, by the anchor of `assay.lock` and what the remote was told, and holds the catalog against what
 * it says.
 */
export const verifyAudit = async (folder: string, given: VerifyAudit = {}): Promise<AuditVerified> => {
  const found = await withStoredCatalog(folder, async (catalog) => {
    const from = given.anchor ?? (await anchorOf(folder, catalog));
    const anchoredAt = from === undefined ? {} : { anchoredAt: from.entries };
    const own = await catalog.audit.verify({ ...given, anchor: from });
    if (given.anchor !== undefined || own.broken !== undefined) return { ...own, ...anchoredAt };
    const held = await heldAgainstRemote(folder, catalog);
    return held.broken === undefined
      ? { ...own, ...anchoredAt, ...held }
      : { anchor: own.anchor, ...anchoredAt, ...held };
  });
  return found === undefined
    ? refuse('version-not-found', 'nothing is kept here', 'run assay check or assay add first')
    : { schema: 'assay.audit-verified/v1', ...found };
};
