import type { Database } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from './tables.ts';

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
export const appendAudit = (db: Database, entry: AuditEntry): boolean => {
  const statement = db.prepare(
    'INSERT INTO audit (at, action, subject, owner, reason, detail, once) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (once) DO NOTHING',
  );
  const { at, action, subject, owner, reason, detail, once } = entry;
  return (
    statement.run(at, action, subject, owner, reason, JSON.stringify(detail), once ?? null).changes === 1
  );
};

/** Oldest first. */
export const listAudit = async (db: Kysely<Tables>, filter: AuditFilter): Promise<readonly AuditEntry[]> => {
  let query = db.selectFrom('audit').selectAll();
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
  const rows = await query.orderBy('seq').execute();
  return rows.map(({ at, action, subject, owner, reason, detail, once }) => ({
    at,
    action,
    subject,
    owner,
    reason,
    detail: detailSchema.parse(JSON.parse(detail)),
    ...(once === null ? {} : { once }),
  }));
};
