import type { AuditEntry } from '../../domain/audit.ts';
import { migrations } from '../migrations/migrations.ts';
import { sqliteStore } from '../sqlite/sqlite-store.ts';
import { words } from '../sqlite/words.ts';
import type { Store } from '../store.ts';
import { replayer } from './replay.ts';

/** What a catalog would hold if nothing but what its audit says had been done: a database of its own, gone when it is closed. */
export interface Replayed {
  readonly store: Store;
  /** Does again what an entry says. */
  readonly take: (entry: AuditEntry) => void;
}

/** Its pages are in memory up to 64 MB, and in a file that nobody sees beyond. */
const settings =
  'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA foreign_keys = ON';

/** Entries that are written in one go. */
const atOnce = 2000;

export const replayedStore = async (): Promise<Replayed> => {
  const { default: Sqlite } = await import('better-sqlite3');
  const db = new Sqlite('');
  db.exec(settings);
  for (const { sql } of migrations) db.exec(sql(words));
  const known = new Map<string, ReturnType<typeof db.prepare>>();
  const prepared = (sql: string) => {
    const found = known.get(sql) ?? db.prepare(sql);
    known.set(sql, found);
    return found;
  };
  const statementsOf = replayer();
  let pending = 0;
  const inTransactions = (): void => {
    if (pending === 0) db.exec('BEGIN');
    pending = (pending + 1) % atOnce;
    if (pending === 0) db.exec('COMMIT');
  };
  return {
    store: sqliteStore(db, 'what the audit says'),
    take: (entry) => {
      inTransactions();
      for (const { sql, parameters } of statementsOf(entry)) {
        try {
          prepared(sql).run(...parameters);
        } catch (cause) {
          // What names a version of which the audit knows nothing cannot be done again: that shows where both are compared.
          if (!(cause instanceof Sqlite.SqliteError) || !cause.code.startsWith('SQLITE_CONSTRAINT'))
            throw cause;
        }
      }
    },
  };
};
