import type { PlannedRound, PlannedRule, PlanReport } from '../domain/plan-report.ts';
import type { MetricRequest } from '../metrics/request.ts';
import { filledQuery } from '../plan/fill-query.ts';
import type { Rule } from '../plan/rule.ts';
import type { Project } from '../project/project.ts';
import type { GateInput } from '../run/gate-input.ts';
import { rungNameOf } from '../run/judge.ts';
import { knownOf, type MeasureTarget, queriesOf } from '../run/measure.ts';
import { prepare } from '../run/prepare.ts';
import { Unsupported } from '../sql/dialect.ts';
import { printSelect } from '../sql/print.ts';
import { type CheckDatasetsOptions, inputsOf, type Keeping, targetsOf } from './check.ts';
import { inSession } from './in-session.ts';
import { withSources } from './with-sources.ts';
import { inWorkFolder } from './work-folder.ts';

const metricText = ({ metric, params, per }: MetricRequest): string => {
  const shown = Object.entries(params as Record<string, unknown>).map(([name, value]) =>
    name === 'column' ? String(value) : name,
  );
  return `${metric.id}(${shown.join(', ')})${per.length > 0 ? ` per ${per.join(', ')}` : ''}`;
};

const plannedRule = (rule: Rule, target: MeasureTarget): PlannedRule => ({
  rule: rule.id,
  check: rule.check,
  ...(rule.settled === undefined ? {} : { settled: `${rule.settled.status}: ${rule.settled.message}` }),
  rungs: rule.rungs.map(({ name, needs, userQuery }) => {
    const requests = Object.values(needs);
    const origins = requests.map((request) => knownOf(request, target)?.from ?? 'query');
    if (userQuery === undefined)
      return { name: rungNameOf(name, new Set(origins)), metrics: requests.map(metricText) };
    return { name, metrics: [...requests.map(metricText), "the contract's SQL"] };
  }),
});

const textOf = (print: () => string): string => {
  try {
    return print();
  } catch (cause) {
    if (cause instanceof Unsupported) return `-- ${cause.message}`;
    throw cause;
  }
};

/** The queries of one round, were every rule still undecided in it. */
const plannedRound = (
  rules: readonly Rule[],
  index: number,
  target: MeasureTarget,
  known: Set<string>,
): PlannedRound => {
  const users = new Map<string, string[]>();
  const requests: MetricRequest[] = [];
  for (const rule of rules) {
    for (const request of Object.values(rule.rungs[index]?.needs ?? {})) {
      if (known.has(request.key) || knownOf(request, target) !== undefined) continue;
      if (!users.has(request.key)) requests.push(request);
      users.set(request.key, [...(users.get(request.key) ?? []), rule.id]);
    }
  }
  for (const { key } of requests) known.add(key);
  const queries = queriesOf(requests, target);
  const { dialect } = target.session;
  const fused = queries.map(({ select, parts }) => ({
    sql: textOf(() => printSelect(select, dialect)),
    metrics: parts.map(({ request }) => metricText(request)),
    rules: [...new Set(parts.flatMap(({ request }) => users.get(request.key) ?? []))],
  }));
  const written = rules.flatMap((rule) => {
    const query = rule.rungs[index]?.userQuery;
    if (query === undefined) return [];
    return [{ sql: textOf(() => filledQuery(query, target.table, dialect)), metrics: [], rules: [rule.id] }];
  });
  return { queries: [...fused, ...written] };
};

const planOf = (input: GateInput, workFolder: string, exact: boolean): Promise<PlanReport> =>
  inSession(input.source, workFolder, async (session) => {
    const { opened, rules, target, scoring } = await prepare(session, input);
    const shown = exact ? rules.map((rule) => ({ ...rule, rungs: rule.rungs.slice(-1) })) : rules;
    const known = new Set<string>();
    const depth = Math.max(0, ...shown.map((rule) => rule.rungs.length));
    const rounds = Array.from({ length: depth }, (_unused, index) =>
      plannedRound(shown, index, target, known),
    );
    return {
      schema: 'assay.plan/v1',
      dataset: input.name,
      source: opened.description,
      engine: session.engine.id,
      fusionWidth: session.capabilities.fusionWidth,
      rules: [
        ...shown.map((rule) => plannedRule(rule, target)),
        ...scoring.rules.map(({ rule }) => ({ ...plannedRule(rule, target), settled: 'from the scores' })),
      ],
      rounds: rounds.filter(({ queries }) => queries.length > 0),
    };
  });

/** What a check would ask of each dataset; no data query is run. */
export const planDatasets = (
  project: Project,
  options: CheckDatasetsOptions,
  keeping: Keeping,
): Promise<readonly PlanReport[]> =>
  withSources(project, options.sources ?? [], options, (sources) =>
    planSources(project, { ...options, sources }, keeping),
  );

const planSources = async (
  project: Project,
  options: CheckDatasetsOptions,
  keeping: Keeping,
): Promise<readonly PlanReport[]> => {
  const plans: PlanReport[] = [];
  const targets = targetsOf(project, options);
  for (const target of targets) {
    plans.push(
      await inWorkFolder(async (folder) =>
        planOf(
          await inputsOf(project, target, targets, options, keeping, folder),
          folder,
          options.exact ?? false,
        ),
      ),
    );
  }
  return plans;
};
