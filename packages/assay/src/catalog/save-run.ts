import { deflateRawSync } from 'node:zlib';
import type { Run } from '../domain/run.ts';
import type { Status, Verdict } from '../domain/verdict.ts';
import { chunks } from './chunks.ts';
import { placeholders, type Statement, type Store, statement, type Value } from './store.ts';

const counted = ({ verdicts }: Run, status: Status): number =>
  verdicts.filter((verdict) => verdict.status === status).length;

const rowOf = (run: Run): Readonly<Record<string, Value>> => ({
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
  now: run.now,
  scope_as_written: run.subject.scope?.asWritten ?? null,
  input: run.subject.input ?? null,
  quarantined: run.quarantine?.rows ?? 0,
});

const insertRun = (run: Run): Statement => {
  const row = rowOf(run);
  const values = Object.values(row);
  return statement(
    `INSERT INTO runs (${Object.keys(row).join(', ')}) VALUES ${placeholders([values])}`,
    ...values,
  );
};

/** A statement takes at most 32,766 parameters in SQLite. */
const verdictsAtOnce = 1000;

const insertVerdicts = (
  { id, subject: { name } }: Run,
  verdicts: readonly Verdict[],
): readonly Statement[] => {
  const rules = verdicts.map(({ rule, severity }) => [name, rule, severity]);
  const found = verdicts.map(({ rule, status, observed, count, total, waived, series }): readonly Value[] => [
    rule,
    status,
    observed === undefined ? null : JSON.stringify(observed),
    count ?? null,
    total ?? null,
    waived === undefined ? 0 : 1,
    series ?? null,
  ]);
  return [
    statement(
      `INSERT INTO rules (name, rule, severity) VALUES ${placeholders(rules)}
       ON CONFLICT (name, rule) DO UPDATE SET severity = excluded.severity
         WHERE rules.severity IS DISTINCT FROM excluded.severity`,
      ...rules.flat(),
    ),
    {
      ...statement(
        `INSERT INTO verdicts (rule, run, status, observed, count, total, waived, series)
         SELECT rules.id, runs.seq, found.column2, found.column3, CAST(found.column4 AS double precision),
           CAST(found.column5 AS double precision), CAST(found.column6 AS integer), found.column7
         FROM (VALUES ${placeholders(found)}) AS found
         JOIN rules ON rules.name = ? AND rules.rule = found.column1
         JOIN runs ON runs.id = ?`,
        ...found.flat(),
        name,
        id,
      ),
      changes: verdicts.length,
    },
  ];
};

/** What stores a run, in place of one stored before under the same id. */
export const statementsOf = (run: Run): readonly Statement[] => {
  const { id } = run;
  return [
    statement(
      `DELETE FROM verdicts WHERE run = (SELECT seq FROM runs WHERE id = ?)
         AND rule IN (SELECT id FROM rules WHERE name = (SELECT name FROM runs WHERE id = ?))`,
      id,
      id,
    ),
    statement('DELETE FROM runs WHERE id = ?', id),
    insertRun(run),
    statement(
      'INSERT INTO documents (run, body) VALUES ((SELECT seq FROM runs WHERE id = ?), ?)',
      id,
      deflateRawSync(JSON.stringify(run)),
    ),
    ...chunks(run.verdicts, verdictsAtOnce).flatMap((verdicts) => insertVerdicts(run, verdicts)),
  ];
};

/** Stores a run in one transaction. */
export const saveRun = async (store: Store, run: Run): Promise<void> => {
  await store.write(statementsOf(run));
};
