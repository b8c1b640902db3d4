import type { PastVerdict } from '../domain/history.ts';
import { type Status, statusSchema } from '../domain/verdict.ts';
import { decisionOf } from './list-runs.ts';
import { present } from './present.ts';
import { observedIn, ruleVerdicts } from './rule-verdicts.ts';
import { type Store, statement } from './store.ts';

interface VerdictRow {
  readonly id: string;
  readonly started_at: string;
  readonly decision: string | null;
  readonly status: string;
  readonly observed: string | null;
  readonly count: number | null;
  readonly total: number | null;
  readonly waived: number;
}

/** What one rule found in the last runs, newest first. */
export const pastVerdicts = async (
  store: Store,
  name: string,
  rule: string,
  limit: number,
): Promise<readonly PastVerdict[]> => {
  const rows = await ruleVerdicts<VerdictRow>(store, name, rule, limit, {
    columns: `runs.id, runs.started_at, runs.decision,
      verdicts.status, verdicts.observed, verdicts.count, verdicts.total, verdicts.waived`,
  });
  return rows.map((row) => ({
    run: row.id,
    startedAt: row.started_at,
    decision: decisionOf(row.decision),
    status: statusSchema.parse(row.status),
    waived: row.waived !== 0,
    ...present('observed', row.observed === null ? null : observedIn(row.observed)),
    ...present('count', row.count),
    ...present('total', row.total),
  }));
};

/** Every rule that a run of a dataset judged, in the order they came up. */
export const rulesOf = async (store: Store, name: string): Promise<readonly string[]> =>
  (
    await store.rows<{ rule: string }>(statement('SELECT rule FROM rules WHERE name = ? ORDER BY id', name))
  ).map(({ rule }) => rule);

/** The rules of the last run of every dataset, with what they found. */
export const latestRules = async (
  store: Store,
): Promise<readonly { readonly name: string; readonly rule: string; readonly status: Status }[]> => {
  const rows = await store.rows<{ name: string; rule: string; status: string }>(
    statement(
      `SELECT rules.name, rules.rule, verdicts.status
       FROM (SELECT name, max(seq) AS seq FROM runs GROUP BY name) AS last
       JOIN rules ON rules.name = last.name
       JOIN verdicts ON verdicts.rule = rules.id AND verdicts.run = last.seq
       ORDER BY rules.id`,
    ),
  );
  return rows.map(({ name, rule, status }) => ({ name, rule, status: statusSchema.parse(status) }));
};
