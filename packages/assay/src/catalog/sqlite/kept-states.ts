import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { explaining } from './failures.ts';
import { forgetStates, readStates, writeStates } from './states.ts';

/** Metric states of sources that have not changed, on this machine: what they are told apart by means nothing on another. */
export interface KeptStates {
  /** What is kept as JSON by key, under what these states have in common. */
  readonly read: (ground: string) => Promise<ReadonlyMap<string, string>>;
  /** Bounded: the least recently used go. */
  readonly write: (ground: string, states: ReadonlyMap<string, string>) => Promise<void>;
  /** Removes what was last used before this time. */
  readonly forget: (usedBefore: string) => Promise<void>;
}

export const keptStates = (file: string, open: () => Promise<Database>): KeptStates => {
  const explained = explaining(file);
  const guarded = <T>(work: (db: Database) => T): Promise<T> => explained(async () => work(await open()));
  return {
    read: async (ground) =>
      existsSync(file) ? guarded((db) => readStates(db, ground)) : new Map<string, string>(),
    write: (ground, states) => guarded((db) => writeStates(db, ground, states)),
    forget: async (usedBefore) => {
      if (existsSync(file)) await guarded((db) => forgetStates(db, usedBefore));
    },
  };
};
