import { deflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { invariant } from '../domain/invariant.ts';
import type { Run } from '../domain/run.ts';
import type { Status } from '../domain/verdict.ts';

const counted = ({ verdicts }: Run, status: Status): number =>
  verdicts.filter((verdict) => verdict.status === status).length;

const rowOf = (run: Run) => ({
  id: run.id,
  kind: run.subject.kind,
  name: run.subject.name,
  source: run.subject.source,
  scope: run.subject.scope?.where ?? null,
  started_at: run.startedAt,
  seconds: run.seconds,
  decision: run.decision,
  rows: run.subject.rows ?? null,
  passed: counted(run, 'pass'),
  failed: counted(run, 'fail'),
  unknown: counted(run, 'unknown'),
  not_applicable: counted(run, 'not-applicable'),
  waived: run.verdicts.filter(({ waived }) => waived !== undefined).length,
  overall: run.scores.overall,
  dimensions: JSON.stringify(run.scores.dimensions),
  contract: run.contract === undefined ? null : `${run.contract.id}@${run.contract.version}`,
});

const insertInto = (table: string, row: object): string => {
  const names = Object.keys(row);
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`;
};

const remove = (db: Database, id: string, name: string): void => {
  const seq = db.prepare<[string], number>('SELECT seq FROM runs WHERE id = ?').pluck().get(id);
  if (seq === undefined) return;
  db.prepare('DELETE FROM verdicts WHERE run = ? AND rule IN (SELECT id FROM rules WHERE name = ?)').run(
    seq,
    name,
  );
  db.prepare('DELETE FROM runs WHERE seq = ?').run(seq);
};

const write = (db: Database, run: Run): void => {
  const { name } = run.subject;
  remove(db, run.id, name);
  const row = rowOf(run);
  const seq = db.prepare(insertInto('runs', row)).run(row).lastInsertRowid;
  db.prepare('INSERT INTO documents VALUES (?, ?)').run(seq, deflateRawSync(JSON.stringify(run)));
  const addRule = db.prepare('INSERT OR IGNORE INTO rules (name, rule) VALUES (?, ?)');
  const addVerdict = db.prepare(
    'INSERT INTO verdicts SELECT id, ?, ?, ?, ?, ?, ? FROM rules WHERE name = ? AND rule = ?',
  );
  for (const { rule, status, observed, count, total, waived } of run.verdicts) {
    addRule.run(name, rule);
    const observation = observed === undefined ? null : JSON.stringify(observed);
    const { changes } = addVerdict.run(
      seq,
      status,
      observation,
      count ?? null,
      total ?? null,
      waived === undefined ? 0 : 1,
      name,
      rule,
    );
    invariant(changes === 1, `the verdict of ${rule} was not stored`);
  }
};

/**
 * Stores a run in one transaction; a run stored before under the same id is replaced. Written as plain statements because
 * every check ends with it, and loading the query layer costs more than all of them.
 */
export const saveRun = (db: Database, run: Run): void => {
  db.transaction(write).immediate(db, run);
};
