import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AuditAnchor, AuditEntry } from '../domain/audit.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type ObjectId, objectId, objectIdSchema } from '../domain/object-id.ts';
import { inPages } from './in-pages.ts';
import { Outrun, type Statement, type Store, statement } from './store.ts';
import { andWhere, whereEqual } from './where.ts';

export interface AuditFilter {
  readonly action?: string;
  readonly subject?: string;
  /** A subject, and what is said of its versions and aliases. */
  readonly of?: string;
}

interface AuditRow extends Omit<AuditEntry, 'detail' | 'once'> {
  readonly detail: string;
  readonly once: string | null;
}

interface ChainedRow extends AuditRow {
  readonly seq: number;
  readonly previous: string | null;
  readonly hash: string | null;
}

const detailSchema = z.record(z.string(), z.unknown());
const auditColumns = 'at, action, subject, owner, reason, detail, once';

export const entryOf = ({ at, action, subject, owner, reason, detail, once }: AuditRow): AuditEntry => ({
  at,
  action,
  subject,
  owner,
  reason,
  detail: detailSchema.parse(JSON.parse(detail)),
  ...(once === null ? {} : { once }),
});

export const hashOf = (value: unknown): ObjectId =>
  objectId(createHash('sha256').update(canonicalJson(value)).digest('hex'));

/** Rows of the audit in their order, in pages; with a hash, or of before there were any. */
export const auditRows = (store: Store, hasHash: boolean, from = 0): AsyncGenerator<ChainedRow> =>
  inPages((last, size) =>
    store.rows<ChainedRow>(
      statement(
        `SELECT seq, ${auditColumns}, previous, hash FROM audit
         WHERE hash IS ${hasHash ? 'NOT ' : ''}NULL AND seq > ? ORDER BY seq LIMIT ?`,
        Number(last?.seq ?? from),
        size,
      ),
    ),
  );

/** What the first entry with a hash follows: all entries of before there were any. Each of these is seen in its order. */
export const beginningOf = async (
  store: Store,
  onEntry?: (entry: AuditEntry, number: number) => unknown,
): Promise<ObjectId> => {
  const hash = createHash('sha256').update('[');
  let comma = '';
  for await (const row of auditRows(store, false)) {
    const entry = entryOf(row);
    hash.update(`${comma}${canonicalJson(entry)}`);
    comma = ',';
    onEntry?.(entry, 0);
  }
  return objectId(hash.update(']').digest('hex'));
};

const headOf = async (store: Store): Promise<ObjectId> => {
  const [last] = await store.rows<{ hash: string }>(
    statement('SELECT hash FROM audit WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1'),
  );
  return last === undefined ? beginningOf(store) : objectIdSchema.parse(last.hash);
};

/** An entry as it comes back from the database. */
const asRead = (entry: AuditEntry): AuditEntry => ({
  ...entry,
  detail: detailSchema.parse(JSON.parse(JSON.stringify(entry.detail))),
});

const insertOf = (entry: AuditEntry, previous: ObjectId, hash: ObjectId): Statement => ({
  ...statement(
    `INSERT INTO audit (${auditColumns}, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    entry.at,
    entry.action,
    entry.subject,
    entry.owner,
    entry.reason,
    JSON.stringify(entry.detail),
    entry.once ?? null,
    previous,
    hash,
  ),
  unlessOutrun: true,
});

const chainedAfter = (head: ObjectId, entries: readonly AuditEntry[]): readonly Statement[] => {
  let previous = head;
  return entries.map((given) => {
    const entry = asRead(given);
    const hash = hashOf({ previous, entry });
    const inserted = insertOf(entry, previous, hash);
    previous = hash;
    return inserted;
  });
};

/** What is written, and what is said of it in the audit. */
export interface Governed<T> {
  readonly entries: readonly AuditEntry[];
  readonly statements: readonly Statement[];
  readonly result: T;
}

/**
 * Changes the catalog and says so in the audit, in one transaction. What is to be written is thought anew where another wrote to the audit
 * since `think` began to read: what it read still holds when it is written.
 */
export const govern = async <T>(store: Store, think: () => Promise<Governed<T>>): Promise<T> => {
  for (;;) {
    const head = await headOf(store);
    const { entries, statements, result } = await think();
    try {
      if (entries.length + statements.length > 0)
        await store.write([...chainedAfter(head, entries), ...statements]);
      return result;
    } catch (cause) {
      if (!(cause instanceof Outrun)) throw cause;
    }
  }
};

const isKept = async (store: Store, once: string): Promise<boolean> =>
  (await store.rows(statement('SELECT 1 FROM audit WHERE once = ?', once))).length > 0;

/** Appends in a transaction of its own; false where the key was taken. */
export const appendAudit = (store: Store, entry: AuditEntry): Promise<boolean> =>
  govern(store, async () =>
    entry.once !== undefined && (await isKept(store, entry.once))
      ? { entries: [], statements: [], result: false }
      : { entries: [entry], statements: [], result: true },
  );

/** Oldest first. */
export const listAudit = async (store: Store, filter: AuditFilter): Promise<readonly AuditEntry[]> => {
  const { action, subject, of } = filter;
  const named = whereEqual({ action, subject });
  const where =
    of === undefined
      ? named
      : andWhere(named, '(subject = ? OR substr(subject, 1, length(?)) = ?)', of, `${of}@`, `${of}@`);
  const rows = await store.rows<AuditRow>(
    statement(`SELECT ${auditColumns} FROM audit ${where.sql} ORDER BY seq`, ...where.parameters),
  );
  return rows.map(entryOf);
};

const lately = 1000;

/** When somebody else than an actor last wrote, of the last entries. */
export const lastOfOthers = async (store: Store, actor: string): Promise<string | undefined> => {
  const [found] = await store.rows<{ at: string }>(
    statement(
      `SELECT at FROM (SELECT seq, at, owner FROM audit ORDER BY seq DESC LIMIT ${lately}) AS lately
       WHERE owner <> ? ORDER BY seq DESC LIMIT 1`,
      actor,
    ),
  );
  return found?.at;
};

/** Where the audit ends, without following it. */
export const endOfAudit = async (store: Store): Promise<AuditAnchor> => {
  const [end] = await store.rows<{ entries: number; head: string | null }>(
    statement(
      `SELECT count(*) AS entries, (SELECT hash FROM audit WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1) AS head
       FROM audit WHERE hash IS NOT NULL`,
    ),
  );
  return { entries: Number(end?.entries ?? 0), head: objectIdSchema.nullable().parse(end?.head ?? null) };
};
