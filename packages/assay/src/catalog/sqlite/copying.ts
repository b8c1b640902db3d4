import type { Database } from 'better-sqlite3';
import { explaining } from './failures.ts';

/** Copies a catalog as it is at one moment to a file that is not there yet. Writers do not wait. */
export const copying =
  (db: Database, file: string) =>
  (to: string): Promise<void> =>
    explaining(file)(() => void db.prepare('VACUUM INTO ?').run(to));
