import type { RunSummary } from '../domain/history.ts';
import type { PastRun } from '../domain/past-run.ts';
import { type Decision, decisionSchema, scoresSchema } from '../domain/run.ts';
import { scopeAsWritten } from './clock.ts';
import { present } from './present.ts';
import { type Store, statement } from './store.ts';
import { andWhere, whereEqual } from './where.ts';

export interface RunFilter {
  /** A dataset or model; all without it. */
  readonly name?: string;
  readonly decision?: Decision;
  /** Only runs of which the scope was written like this; `null`: only runs of the whole. */
  readonly scope?: string | null;
  /** Only runs that started then or before, ISO 8601 in UTC. */
  readonly startedUntil?: string;
  /** The newest so many; default 100. */
  readonly limit?: number;
}

interface RunRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly source: string;
  readonly scope: string | null;
  readonly scope_as_written: string | null;
  readonly started_at: string;
  readonly seconds: number;
  readonly decision: string | null;
  readonly rows: number | null;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly not_applicable: number;
  readonly waived: number;
  readonly overall: number | null;
  readonly dimensions: string;
  readonly contract: string | null;
  readonly input: string | null;
}

export const decisionOf = (stored: string | null): Decision | null =>
  stored === null ? null : decisionSchema.parse(stored);

const summaryOf = (row: RunRow): RunSummary => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  source: row.source,
  ...present('scope', row.scope),
  ...present('scopeAsWritten', row.scope_as_written),
  startedAt: row.started_at,
  seconds: row.seconds,
  decision: decisionOf(row.decision),
  ...present('rows', row.rows),
  passed: row.passed,
  failed: row.failed,
  unknown: row.unknown,
  notApplicable: row.not_applicable,
  waived: row.waived,
  scores: {
    overall: row.overall,
    dimensions: scoresSchema.shape.dimensions.parse(JSON.parse(row.dimensions)),
  },
  ...present('contract', row.contract),
});

/** The newest runs first. */
export const listRuns = async (
  store: Store,
  { name, decision, scope, startedUntil, limit = 100 }: RunFilter,
): Promise<readonly RunSummary[]> => {
  const alike = whereEqual({ name, decision, [scopeAsWritten]: scope });
  const where = startedUntil === undefined ? alike : andWhere(alike, 'started_at <= ?', startedUntil);
  const rows = await store.rows<RunRow>(
    statement(`SELECT * FROM runs ${where.sql} ORDER BY seq DESC LIMIT ?`, ...where.parameters, limit),
  );
  return rows.map(summaryOf);
};

/** The last runs, oldest first, of which the scope was written alike; a blocked run and one that could not run are no baseline. */
export const pastRuns = async (
  store: Store,
  name: string,
  { admittedOnly = false, scope, limit = 100 }: { admittedOnly?: boolean; scope?: string; limit?: number },
): Promise<readonly PastRun[]> => {
  const alike = whereEqual({ name, [scopeAsWritten]: scope ?? null });
  const where = admittedOnly ? andWhere(alike, "decision IN ('admit', 'warn')") : alike;
  const found = await store.rows<Pick<RunRow, 'id' | 'started_at' | 'rows' | 'input'>>(
    statement(
      `SELECT id, started_at, rows, input FROM runs ${where.sql} ORDER BY seq DESC LIMIT ?`,
      ...where.parameters,
      limit,
    ),
  );
  return found.toReversed().map(({ id, started_at, rows, input }) => ({
    id,
    startedAt: started_at,
    ...present('rows', rows),
    ...present('input', input),
  }));
};

/** Every dataset and model that has runs, by name. */
export const runNames = async (store: Store): Promise<readonly string[]> =>
  (await store.rows<{ name: string }>(statement('SELECT DISTINCT name FROM runs ORDER BY name'))).map(
    ({ name }) => name,
  );
