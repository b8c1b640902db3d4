import { inflateRawSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { cellSchema } from '../domain/cell.ts';
import type { PastVerdict, RunSummary } from '../domain/history.ts';
import type { PastRun } from '../domain/past-run.ts';
import { problem, Refusal } from '../domain/problem.ts';
import { type Decision, decisionSchema, type Run, runSchema, scoresSchema } from '../domain/run.ts';
import { type Status, statusSchema } from '../domain/verdict.ts';
import type { Tables } from './tables.ts';

export interface RunFilter {
  /** A dataset or model; all without it. */
  readonly name?: string;
  readonly decision?: Decision;
  /** Only runs with this `--where`; `null`: only runs of the whole. */
  readonly scope?: string | null;
  /** The newest so many; default 100. */
  readonly limit?: number;
}

const present = <K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } =>
  (value === null ? {} : { [key]: value }) as { readonly [P in K]?: V };

const decisionOf = (stored: string | null): Decision | null =>
  stored === null ? null : decisionSchema.parse(stored);

/** The newest runs first. */
export const listRuns = async (db: Kysely<Tables>, filter: RunFilter): Promise<readonly RunSummary[]> => {
  let query = db.selectFrom('runs').selectAll();
  if (filter.name !== undefined) query = query.where('name', '=', filter.name);
  if (filter.decision !== undefined) query = query.where('decision', '=', filter.decision);
  if (filter.scope !== undefined) query = query.where('scope', 'is', filter.scope);
  const rows = await query
    .orderBy('seq', 'desc')
    .limit(filter.limit ?? 100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    source: row.source,
    ...present('scope', row.scope),
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
  }));
};

/** The last runs, oldest first, that had the same scope; a blocked run and one that could not run are no baseline. */
export const pastRuns = async (
  db: Kysely<Tables>,
  name: string,
  { admittedOnly = false, scope, limit = 100 }: { admittedOnly?: boolean; scope?: string; limit?: number },
): Promise<readonly PastRun[]> => {
  let query = db
    .selectFrom('runs')
    .select(['id', 'started_at', 'rows'])
    .where('name', '=', name)
    .where('scope', 'is', scope ?? null);
  if (admittedOnly) query = query.where('decision', 'in', ['admit', 'warn']);
  const rows = await query.orderBy('seq', 'desc').limit(limit).execute();
  return rows
    .reverse()
    .map((row) => ({ id: row.id, startedAt: row.started_at, ...present('rows', row.rows) }));
};

/** What one rule found in the last runs, newest first. */
export const pastVerdicts = async (
  db: Kysely<Tables>,
  name: string,
  rule: string,
  limit: number,
): Promise<readonly PastVerdict[]> => {
  const rows = await db
    .selectFrom('rules')
    .innerJoin('verdicts', 'verdicts.rule', 'rules.id')
    .innerJoin('runs', 'runs.seq', 'verdicts.run')
    .select(['runs.id as id', 'runs.started_at as startedAt', 'runs.decision as decision'])
    .select(['verdicts.status', 'verdicts.observed', 'verdicts.count', 'verdicts.total', 'verdicts.waived'])
    .where('rules.name', '=', name)
    .where('rules.rule', '=', rule)
    .orderBy('verdicts.run', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    run: row.id,
    startedAt: row.startedAt,
    decision: decisionOf(row.decision),
    status: statusSchema.parse(row.status),
    waived: row.waived !== 0,
    ...present('observed', row.observed === null ? null : cellSchema.parse(JSON.parse(row.observed))),
    ...present('count', row.count),
    ...present('total', row.total),
  }));
};

/** The stored JSON. Throws `Refusal` where it cannot be unpacked or is none. */
const unpacked = (id: string, body: Uint8Array): unknown => {
  try {
    return JSON.parse(inflateRawSync(body).toString('utf8'));
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    const hint = 'look for a failing disk; the other runs are not affected';
    throw new Refusal([problem('catalog-unusable', `run ${id} is damaged: ${words}`, hint)], { cause });
  }
};

const readDocument = (id: string, body: Uint8Array): Run => {
  const read = runSchema.safeParse(unpacked(id, body));
  if (read.success) return read.data;
  throw new Refusal([
    problem(
      'catalog-unusable',
      `run ${id} is stored in a form this Assay does not read: ${z.prettifyError(read.error)}`,
      'use the Assay that wrote it',
    ),
  ]);
};

/** The run with this id, or with the only id that begins so. */
export const getRun = async (db: Kysely<Tables>, id: string): Promise<Run | undefined> => {
  const found = await db
    .selectFrom('runs')
    .innerJoin('documents', 'documents.run', 'runs.seq')
    .select(['runs.id', 'documents.body'])
    .where('runs.id', '>=', id)
    .where('runs.id', '<', `${id}~`)
    .orderBy('runs.id')
    .limit(2)
    .execute();
  const [first, second] = found;
  if (first === undefined || (second !== undefined && first.id !== id)) return undefined;
  return readDocument(first.id, first.body);
};

/** The last stored run, of one dataset or of all. */
export const latestRun = async (db: Kysely<Tables>, name?: string): Promise<Run | undefined> => {
  const [newest] = await listRuns(db, { ...(name === undefined ? {} : { name }), limit: 1 });
  return newest && getRun(db, newest.id);
};

/** Every dataset and model that has runs, by name. */
export const runNames = async (db: Kysely<Tables>): Promise<readonly string[]> =>
  (await db.selectFrom('runs').select('name').distinct().orderBy('name').execute()).map(({ name }) => name);

/** Every rule that a run of a dataset judged, in the order they came up. */
export const rulesOf = async (db: Kysely<Tables>, name: string): Promise<readonly string[]> =>
  (await db.selectFrom('rules').select('rule').where('name', '=', name).orderBy('id').execute()).map(
    ({ rule }) => rule,
  );

/** The rules of the last run of every dataset, with what they found. */
export const latestRules = async (
  db: Kysely<Tables>,
): Promise<readonly { readonly name: string; readonly rule: string; readonly status: Status }[]> => {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('runs')
        .select((of) => ['name', of.fn.max('seq').as('seq')])
        .groupBy('name')
        .as('last'),
    )
    .innerJoin('rules', 'rules.name', 'last.name')
    .innerJoin('verdicts', (on) =>
      on.onRef('verdicts.rule', '=', 'rules.id').onRef('verdicts.run', '=', 'last.seq'),
    )
    .select(['rules.name', 'rules.rule', 'verdicts.status'])
    .orderBy('rules.id')
    .execute();
  return rows.map(({ name, rule, status }) => ({ name, rule, status: statusSchema.parse(status) }));
};
