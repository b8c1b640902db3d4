import { z } from 'zod';
import { type Store, statement } from './store.ts';
import { whereEqual } from './where.ts';

/** What a person did, to what, and why. */
export interface AuditEntry {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Such as `quarantine.release`. */
  readonly action: string;
  /** The run, dataset or version it was done to. */
  readonly subject: string;
  readonly owner: string;
  readonly reason: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** A second entry with the same key is refused: for what may be done but once. */
  readonly once?: string;
}

export interface AuditFilter {
  readonly action?: string;
  readonly subject?: string;
}

const detailSchema = z.record(z.string(), z.unknown());

/** Appends in a transaction of its own; false where the key was taken. */
export const appendAudit = async (store: Store, entry: AuditEntry): Promise<boolean> => {
  const { at, action, subject, owner, reason, detail, once } = entry;
  const [changed] = await store.write([
    statement(
      `INSERT INTO audit (at, action, subject, owner, reason, detail, once) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (once) DO NOTHING`,
      at,
      action,
      subject,
      owner,
      reason,
      JSON.stringify(detail),
      once ?? null,
    ),
  ]);
  return changed === 1;
};

interface AuditRow extends Omit<AuditEntry, 'detail' | 'once'> {
  readonly detail: string;
  readonly once: string | null;
}

/** Oldest first. */
export const listAudit = async (store: Store, filter: AuditFilter): Promise<readonly AuditEntry[]> => {
  const where = whereEqual({ action: filter.action, subject: filter.subject });
  const rows = await store.rows<AuditRow>(
    statement(
      `SELECT at, action, subject, owner, reason, detail, once FROM audit ${where.sql} ORDER BY seq`,
      ...where.parameters,
    ),
  );
  return rows.map(({ detail, once, ...row }) => ({
    ...row,
    detail: detailSchema.parse(JSON.parse(detail)),
    ...(once === null ? {} : { once }),
  }));
};
