import type { DayOfRuns, Span } from '../domain/lately.ts';
import { clock, runsBetween, scopeAsWritten } from './clock.ts';
import { decisionOf } from './list-runs.ts';
import { present } from './present.ts';
import { type Store, statement } from './store.ts';

/** The times that a digest looks at; all end with `to`. */
export interface DigestTimes {
  readonly earlier: string;
  readonly before: string;
  readonly week: string;
  readonly to: string;
}

interface DayRow {
  readonly name: string;
  readonly scope: string | null;
  readonly span: Span;
  readonly day: string;
  readonly runs: number;
  readonly admitted: number;
  readonly warned: number;
  readonly blocked: number;
  readonly could_not_run: number;
  readonly quarantined: number | null;
  readonly last_id: string;
  readonly last_at: string;
  readonly last_decision: string | null;
  readonly last_rows: number | null;
  readonly last_score: number | null;
}

const dayOf = (row: DayRow): DayOfRuns => ({
  name: row.name,
  ...present('scope', row.scope),
  span: row.span,
  day: row.day,
  runs: row.runs,
  admitted: row.admitted,
  warned: row.warned,
  blocked: row.blocked,
  couldNotRun: row.could_not_run,
  ...present('quarantined', row.quarantined),
  last: {
    id: row.last_id,
    at: row.last_at,
    decision: decisionOf(row.last_decision),
    ...present('rows', row.last_rows),
    ...present('score', row.last_score),
  },
});

const decided = (as: string, is: string): string =>
  `sum(CASE WHEN decision ${is} THEN 1 ELSE 0 END) AS ${as}`;
const ofLast = (column: string): string => `max(CASE WHEN place = 1 THEN ${column} END) AS last_${column}`;

/** How the runs of every dataset went, day by day, oldest first; of all names, or of some. */
export const daysOfRuns = async (
  store: Store,
  { earlier, before, week, to }: DigestTimes,
  names: readonly string[] = [],
): Promise<readonly DayOfRuns[]> => {
  const found = runsBetween(
    `runs.name, ${scopeAsWritten} AS scope, ${clock} AS at, substr(${clock}, 1, 10) AS day, seq, id, decision,
     rows, overall AS score, quarantined`,
    { from: earlier, to },
    names,
  );
  const rows = await store.rows<DayRow>(
    statement(
      `WITH found AS (${found.sql}),
       spanned AS (SELECT found.*,
         CASE WHEN at >= ? THEN 'week' WHEN at >= ? THEN 'before' ELSE 'earlier' END AS span FROM found),
       placed AS (SELECT spanned.*,
         row_number() OVER (PARTITION BY name, scope, span, day ORDER BY at DESC, seq DESC) AS place FROM spanned)
       SELECT name, scope, span, day, count(*) AS runs, ${decided('admitted', "= 'admit'")},
         ${decided('warned', "= 'warn'")}, ${decided('blocked', "= 'block'")}, ${decided('could_not_run', 'IS NULL')},
         sum(quarantined) AS quarantined, ${['id', 'at', 'decision', 'rows', 'score'].map(ofLast).join(', ')}
       FROM placed GROUP BY name, scope, span, day ORDER BY name, scope, day, last_at`,
      ...found.parameters,
      week,
      before,
    ),
  );
  return rows.map(dayOf);
};
