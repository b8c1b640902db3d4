import { letters, type RuleLately, type SpanOfRule } from '../domain/lately.ts';
import { inOrderLetters } from '../domain/status-letters.ts';
import { severitySchema } from '../domain/verdict.ts';
import { clock, runsBetween, scopeAsWritten } from './clock.ts';
import type { DigestTimes } from './days-of-runs.ts';
import { present } from './present.ts';
import { type Store, statement } from './store.ts';

/** What a verdict was, in one letter. */
export const letter = `CASE WHEN verdicts.waived <> 0 THEN '${letters.waived}' WHEN verdicts.status = 'fail' THEN '${letters.fail}'
  WHEN verdicts.status = 'unknown' THEN '${letters.unknown}' WHEN verdicts.status = 'pass' THEN '${letters.pass}'
  ELSE '${letters['not-applicable']}' END`;

const inOrder = `letter IN (${inOrderLetters.map((one) => `'${one}'`).join(', ')})`;

/** Texts of one span, in the order of the clock. */
const joined = (what: string, between: string, during: 'week' | 'before', as: string): string =>
  `string_agg(CASE WHEN in_week = ${during === 'week' ? 1 : 0} THEN ${what} END, '${between}' ORDER BY at, seq) AS ${as}`;

interface RuleRow {
  readonly id: number;
  readonly name: string;
  readonly scope: string | null;
  readonly rule: string;
  readonly severity: string | null;
  readonly week: string | null;
  readonly week_counts: string | null;
  readonly before: string | null;
  readonly before_counts: string | null;
  readonly held_at: string | null;
  readonly open_at: string | null;
  readonly last_run: string;
}

const spanOf = (found: string | null, counts: string | null): SpanOfRule => ({
  letters: found ?? '',
  counts: counts === null ? [] : counts.split(',').map((text) => (text === '' ? undefined : Number(text))),
});

const ruleOf = (row: RuleRow): RuleLately => ({
  id: row.id,
  name: row.name,
  ...present('scope', row.scope),
  rule: row.rule,
  ...(row.severity === null ? {} : { severity: severitySchema.parse(row.severity) }),
  week: spanOf(row.week, row.week_counts),
  before: spanOf(row.before, row.before_counts),
  ...present('heldAt', row.held_at),
  ...present('openAt', row.open_at),
  lastRun: row.last_run,
});

/** What every rule found in the two spans of a digest that found something else than what was demanded. */
export const rulesLately = async (
  store: Store,
  { before, week, to }: DigestTimes,
  names: readonly string[] = [],
): Promise<readonly RuleLately[]> => {
  const runs = runsBetween(
    `seq, runs.name, ${scopeAsWritten} AS scope, ${clock} AS at`,
    { from: before, to },
    names,
  );
  const rows = await store.rows<RuleRow>(
    statement(
      `WITH found AS MATERIALIZED (${runs.sql}),
       told AS (SELECT rules.id, rules.name, rules.rule, rules.severity, found.scope, found.at, found.seq,
           CASE WHEN found.at >= ? THEN 1 ELSE 0 END AS in_week, ${letter} AS letter,
           coalesce(CAST(verdicts.count AS text), '') AS exceptions
         FROM found JOIN rules ON rules.name = found.name
         JOIN verdicts ON verdicts.rule = rules.id AND verdicts.run = found.seq),
       since AS (SELECT told.*,
         max(CASE WHEN ${inOrder} THEN at END) OVER (PARTITION BY id, scope) AS held_at,
         max(at) OVER (PARTITION BY id, scope) AS last_at FROM told),
       summed AS (SELECT id, name, scope, rule, severity, ${joined('letter', '', 'week', 'week')},
         ${joined('exceptions', ',', 'week', 'week_counts')}, ${joined('letter', '', 'before', 'before')},
         ${joined('exceptions', ',', 'before', 'before_counts')}, max(held_at) AS held_at,
         min(CASE WHEN ${inOrder} OR at < held_at THEN NULL ELSE at END) AS open_at,
         max(CASE WHEN at = last_at THEN seq END) AS last_seq
       FROM since GROUP BY id, name, scope, rule, severity
       HAVING sum(CASE WHEN ${inOrder} THEN 0 ELSE 1 END) > 0)
       SELECT summed.*, runs.id AS last_run FROM summed JOIN runs ON runs.seq = summed.last_seq
       ORDER BY summed.id, summed.scope`,
      ...runs.parameters,
      week,
    ),
  );
  return rows.map(ruleOf);
};
