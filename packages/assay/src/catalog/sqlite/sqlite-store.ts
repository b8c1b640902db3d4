import type { Database } from 'better-sqlite3';
import { expectChanges, type Statement, type Store } from '../store.ts';
import { explainFailure } from './failures.ts';

/** A catalog in a file of this machine. A transaction runs from its first statement to its last before anything else does. */
export const sqliteStore = (db: Database, file: string): Store => {
  const write = (statements: readonly Statement[]): readonly number[] =>
    statements.map((one) => expectChanges(one, db.prepare(one.sql).run(...one.parameters).changes));
  return {
    place: file,
    rows: async <R>({ sql, parameters }: Statement) => db.prepare<unknown[], R>(sql).all(...parameters),
    write: async (statements) => db.transaction(write).immediate(statements),
    alone: async (work) => db.transaction(work).immediate(),
    explain: (cause) => explainFailure(cause, file),
    close: async () => {
      db.close();
    },
  };
};
