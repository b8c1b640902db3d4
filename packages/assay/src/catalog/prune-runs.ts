import type { Database } from 'better-sqlite3';

const pruneName = (db: Database, name: string, keep: number): number => {
  const last = db
    .prepare<[string, number], number>(
      'SELECT seq FROM runs WHERE name = ? ORDER BY seq DESC LIMIT 1 OFFSET ?',
    )
    .pluck()
    .get(name, keep);
  if (last === undefined) return 0;
  const rules = db.prepare<[string], number>('SELECT id FROM rules WHERE name = ?').pluck().all(name);
  const removeVerdicts = db.prepare('DELETE FROM verdicts WHERE rule = ? AND run <= ?');
  for (const rule of rules) removeVerdicts.run(rule, last);
  return db.prepare('DELETE FROM runs WHERE name = ? AND seq <= ?').run(name, last).changes;
};

/** Removes all but the newest `keep` runs of one name, or of each. */
export const pruneRuns = (db: Database, keep: number, name?: string): number =>
  db
    .transaction(() => {
      const names =
        name === undefined ? db.prepare<[], string>('SELECT DISTINCT name FROM runs').pluck().all() : [name];
      return names.reduce((gone, one) => gone + pruneName(db, one, keep), 0);
    })
    .immediate();
