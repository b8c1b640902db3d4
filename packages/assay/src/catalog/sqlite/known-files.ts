import type { Database } from 'better-sqlite3';
import type { KnownFile } from '../../domain/known-file.ts';
import { explaining } from './failures.ts';

/** Files of this machine that were read before, so that nothing is read twice. */
export interface KnownFiles {
  /** Those below a folder whose paths come after this one, in the order of their paths; at most `limit`. */
  readonly after: (root: string, path: string, limit: number) => Promise<readonly KnownFile[]>;
  readonly write: (root: string, files: readonly KnownFile[], gone: readonly string[]) => Promise<void>;
}

export const knownFilesIn = (file: string, open: () => Promise<Database>): KnownFiles => {
  const explained = explaining(file);
  const guarded = <T>(work: (db: Database) => T): Promise<T> => explained(async () => work(await open()));
  return {
    after: (root, path, limit) =>
      guarded((db) =>
        db
          .prepare<[string, string, number], KnownFile>(
            'SELECT path, stamp, id FROM known_files WHERE root = ? AND path > ? ORDER BY path LIMIT ?',
          )
          .all(root, path, limit),
      ),
    write: (root, files, gone) =>
      guarded((db) => {
        const remove = db.prepare('DELETE FROM known_files WHERE root = ? AND path = ?');
        const insert = db.prepare('INSERT OR REPLACE INTO known_files VALUES (?, ?, ?, ?)');
        db.transaction(() => {
          for (const path of gone) remove.run(root, path);
          for (const { path, stamp, id } of files) insert.run(root, path, stamp, id);
        }).immediate();
      }),
  };
};
