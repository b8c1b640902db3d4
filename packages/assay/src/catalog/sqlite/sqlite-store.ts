import type { Database } from 'better-sqlite3';
import { expectChanges, type Statement, type Store } from '../store.ts';
import { explaining } from './failures.ts';

/** A catalog in a file of this machine. A transaction runs from its first statement to its last before anything else does. */
export const sqliteStore = (db: Database, file: string): Store => {
  const write = (statements: readonly Statement[]): readonly number[] =>
    statements.map((one) => expectChanges(one, db.prepare(one.sql).run(...one.parameters).changes));
  const explained = explaining(file);
  return {
    place: file,
    rows: <R>({ sql, parameters }: Statement) =>
      explained(() => db.prepare<unknown[], R>(sql).all(...parameters)),
    write: (statements) => explained(() => db.transaction(write).immediate(statements)),
    alone: (work) => explained(() => db.transaction(work).immediate()),
    close: () => explained(() => void db.close()),
  };
};
