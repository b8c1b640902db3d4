import { type Outcome, unknown } from '../checks/check.ts';
import { invariant } from '../domain/invariant.ts';
import { type RungName, type Severity, severities, type Verdict } from '../domain/verdict.ts';
import type { QueryOptions } from '../engines/engine.ts';
import type { MetricRequest } from '../metrics/request.ts';
import type { Rule } from '../plan/rule.ts';
import { type Measurements, type MeasureTarget, measure, type Origin } from './measure.ts';
import { runUserQueries, userQueryKey } from './user-query.ts';

interface Judged {
  readonly outcome: Outcome;
  readonly rung?: RungName;
}

/** What proved it: the rung, or what made its questions needless. */
export const rungNameOf = (name: RungName, origins: ReadonlySet<Origin>): RungName => {
  if (origins.size === 0 || origins.has('query')) return name;
  return origins.has('cached') ? 'cached' : 'facts';
};

/** Tries one rung: an outcome, `undefined` for undecided, or the reason it could not be measured. */
const tryRung = (rule: Rule, index: number, values: Measurements): Judged | undefined => {
  const rung = rule.rungs[index];
  invariant(rung !== undefined, `${rule.id} has no rung ${index}`);
  const last = index === rule.rungs.length - 1;
  const given: Record<string, unknown> = {};
  const origins = new Set<Origin>();
  for (const [name, request] of Object.entries(rung.needs)) {
    const found = values.get(request.key);
    invariant(found !== undefined, `${rule.id}: ${request.key} was not measured`);
    if (found.kind === 'failed')
      return last ? { outcome: unknown(`could not be measured: ${found.reason}`) } : undefined;
    given[name] = found.value;
    origins.add(found.from);
  }
  if (rung.userQuery !== undefined) {
    const found = values.get(userQueryKey(rung.userQuery));
    invariant(found !== undefined, `${rule.id}: its query was not run`);
    if (found.kind === 'failed') return { outcome: unknown(`the query failed: ${found.reason}`) };
    given.userRows = found.value;
    origins.add('query');
  }
  const outcome = rung.judge(given);
  invariant(outcome !== undefined || !last, `the last rung of ${rule.id} did not decide`);
  return outcome && { outcome, rung: rungNameOf(rung.name, origins) };
};

/** The milder of two. */
const milder = (severity: Severity, atMost: Severity): Severity =>
  severities[Math.max(severities.indexOf(severity), severities.indexOf(atMost))] ?? severity;

/** The verdict of a rule, whatever settled it. */
export const verdictOf = (
  rule: Rule,
  { outcome: { atMost = 'error', ...outcome }, rung }: Judged,
): Verdict => ({
  rule: rule.id,
  ...(rule.name === undefined ? {} : { name: rule.name }),
  check: rule.check,
  ...(rule.element === undefined ? {} : { element: rule.element }),
  object: rule.object,
  dimension: rule.dimension,
  severity: milder(rule.severity, atMost),
  ...(rung === undefined ? {} : { rung }),
  ...(rule.expected === undefined ? {} : { expected: rule.expected }),
  place: rule.place,
  ...outcome,
});

export interface JudgeOptions extends QueryOptions {
  /** Skips the ladder: only the last rung of every rule. */
  readonly exact?: boolean;
  /** Measured in the first round beside what the rules need; found in `values`. */
  readonly also?: readonly MetricRequest[];
  readonly values?: Measurements;
}

/** Climbs the ladder of every rule, round by round, until each has its one verdict. */
export const judge = async (
  rules: readonly Rule[],
  target: MeasureTarget,
  options: JudgeOptions = {},
): Promise<readonly Verdict[]> => {
  const values: Measurements = options.values ?? new Map();
  let also = options.also ?? [];
  const judged = new Map<Rule, Judged>();
  for (const rule of rules) if (rule.settled !== undefined) judged.set(rule, { outcome: rule.settled });
  const ladder = new Map(
    rules
      .filter((rule) => !judged.has(rule))
      .map((rule) => [rule, options.exact ? rule.rungs.length - 1 : 0]),
  );
  while (ladder.size > 0 || also.length > 0) {
    const needs = [...ladder].flatMap(([rule, index]) => Object.values(rule.rungs[index]?.needs ?? {}));
    await measure([...also, ...needs], target, values, options);
    const queries = [...ladder].flatMap(([rule, index]) => rule.rungs[index]?.userQuery ?? []);
    await runUserQueries(queries, target, values, options);
    also = [];
    for (const [rule, index] of [...ladder]) {
      const found = tryRung(rule, index, values);
      if (found === undefined) ladder.set(rule, index + 1);
      else {
        judged.set(rule, found);
        ladder.delete(rule);
      }
    }
  }
  return rules.map((rule) => {
    const found = judged.get(rule);
    invariant(found !== undefined, `${rule.id} has no verdict`);
    return verdictOf(rule, found);
  });
};
