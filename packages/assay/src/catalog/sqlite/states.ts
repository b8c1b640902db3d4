import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** What is kept at most; the least recently used goes first. */
export interface StateLimits {
  readonly rows: number;
  readonly bytes: number;
}

export const stateLimits: StateLimits = { rows: 20_000, bytes: 32 * 1024 * 1024 };

const dayMillis = 86_400_000;
const today = (): number => Math.floor(Date.now() / dayMillis);

const digestOf = (ground: string, key: string, state: string): string =>
  createHash('sha256').update(`${ground} ${key} ${state}`).digest('hex');

interface StoredState {
  readonly key: string;
  readonly state: string;
  readonly digest: string;
  readonly used: number;
}

/** What is kept under a ground, by key; a damaged row is not there. Notes the day of use. */
export const readStates = (db: Database, ground: string): ReadonlyMap<string, string> => {
  const stored = db
    .prepare<[string], StoredState>('SELECT key, state, digest, used FROM states WHERE ground = ?')
    .all(ground);
  if (stored.some(({ used }) => used !== today()))
    db.prepare('UPDATE states SET used = ? WHERE ground = ?').run(today(), ground);
  return new Map(
    stored
      .filter(({ key, state, digest }) => digest === digestOf(ground, key, state))
      .map(({ key, state }) => [key, state]),
  );
};

/** Keeps states, each in place of one with the same key, and removes what is beyond the limits. */
export const writeStates = (
  db: Database,
  ground: string,
  states: ReadonlyMap<string, string>,
  { rows, bytes }: StateLimits = stateLimits,
): void => {
  const insert = db.prepare('INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?, ?)');
  const prune = db.prepare<[number, number]>(`
    DELETE FROM states WHERE rowid IN (
      SELECT rowid FROM (
        SELECT rowid, row_number() OVER newest AS place, sum(bytes) OVER newest AS total
        FROM states WINDOW newest AS (ORDER BY used DESC, rowid DESC ROWS UNBOUNDED PRECEDING)
      ) WHERE place > ? OR total > ?
    )`);
  db.transaction(() => {
    for (const [key, state] of states)
      insert.run(ground, key, state, digestOf(ground, key, state), Buffer.byteLength(state), today());
    prune.run(rows, bytes);
  }).immediate();
};

/** Removes what was last used before the day of a time. */
export const forgetStates = (db: Database, usedBefore: string): void => {
  db.prepare('DELETE FROM states WHERE used < ?').run(Math.floor(Date.parse(usedBefore) / dayMillis));
};
