import { createHash } from 'node:crypto';
import type { Check, CheckContext, Rung } from '../checks/check.ts';
import { RuleUnknown, unknown } from '../checks/check.ts';
import { checks } from '../checks/registry.gen.ts';
import type { Demand } from '../contract/demand.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Comparison, comparisonOf, operators } from '../domain/comparison.ts';
import { invariant } from '../domain/invariant.ts';
import { nearest } from '../domain/nearest.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { askedOf } from '../metrics/request.ts';
import { Unsupported } from '../sql/dialect.ts';
import type { Expr } from '../sql/expression.ts';
import { withColumn } from './nested.ts';
import type { Rule } from './rule.ts';
import { watched } from './watched.ts';

/** A demand with the check that serves it and the arguments that check takes. */
interface Bound {
  readonly demand: Demand;
  readonly check: Check;
  readonly args: Readonly<Record<string, unknown>>;
  readonly comparison?: Comparison;
}

const byId = new Map(checks.map((check) => [check.id, check]));
const byKey = new Map(
  checks.flatMap((check) =>
    Object.entries(check.odcs ?? {}).map(([key, args]) => [key, { check, args }] as const),
  ),
);

/** A misspelt check is a problem; one that no check here is near may be another Assay's, and its rule ends unknown. */
const bindUnknown = (demand: Demand, id: unknown): Bound | Problem => {
  const near = nearest(String(id), [...byId.keys()]);
  if (near === undefined)
    return bindStandard({
      ...demand,
      key: 'foreignEngine',
      args: { engine: 'assay', implementation: demand.args },
    });
  const hint = `did you mean ${near}? assay explain lists all checks`;
  return problem('rule-invalid', `there is no check ${JSON.stringify(id)}`, hint, demand.place);
};

/** Splits ODCS's operators off the arguments of a custom rule. */
const bindCustom = (demand: Demand): Bound | Problem => {
  const { check: id, ...rest } = demand.args;
  const check = typeof id === 'string' ? byId.get(id) : undefined;
  if (check === undefined) return bindUnknown(demand, id);
  const unit =
    rest.unit === 'percent'
      ? { unit: 'percent' as const }
      : rest.unit === 'rows'
        ? { unit: 'rows' as const }
        : {};
  const taken = [...operators, ...Object.keys(unit)];
  const args = Object.fromEntries(Object.entries(rest).filter(([key]) => !taken.includes(key)));
  if (!operators.some((operator) => rest[operator] !== undefined))
    return { demand: { ...demand, ...unit }, check, args };
  const comparison = comparisonOf(rest);
  if (typeof comparison === 'string')
    return problem('rule-invalid', `${id}: ${comparison}`, `see assay explain ${id}`, demand.place);
  return { demand: { ...demand, ...unit }, check, args, comparison };
};

/** The check for a key: of one logical type before all of them, one key before all of a kind. */
const servedBy = ({ key, logicalType }: Pick<Demand, 'key' | 'logicalType'>) =>
  byKey.get(`${key}@${logicalType}`) ?? byKey.get(key) ?? byKey.get(key.replace(/\..*$/, '.*'));

/** The id of the check that serves a demand of a contract; undefined where none does. */
export const checkServing = (demand: Pick<Demand, 'key' | 'logicalType'>): string | undefined =>
  servedBy(demand)?.check.id;

const bindStandard = (demand: Demand): Bound => {
  const served = servedBy(demand);
  invariant(served !== undefined, `no check serves ${demand.key}`);
  return {
    demand,
    check: served.check,
    args: served.args(demand.args, demand.key),
    ...(demand.comparison === undefined ? {} : { comparison: demand.comparison }),
  };
};

/** Options of one property that one check serves become one rule: `minimum` and `maximum` are one range. */
const merged = (bounds: readonly Bound[]): readonly Bound[] => {
  const result: Bound[] = [];
  const options = new Map<string, number>();
  for (const bound of bounds) {
    const key = bound.demand.key.startsWith('options.')
      ? `${bound.demand.property}\0${bound.check.id}`
      : undefined;
    const earlier = key === undefined ? undefined : options.get(key);
    const first = earlier === undefined ? undefined : result[earlier];
    if (earlier !== undefined && first !== undefined) {
      result[earlier] = { ...first, args: { ...first.args, ...bound.args } };
    } else {
      if (key !== undefined) options.set(key, result.length);
      result.push(bound);
    }
  }
  return result;
};

const hashOf = (bound: Bound): string =>
  createHash('sha256')
    .update(canonicalJson([bound.args, bound.comparison, bound.demand.key]))
    .digest('hex')
    .slice(0, 6);

const elementOf = (demand: Demand): string =>
  demand.property === undefined ? demand.object : `${demand.object}.${demand.property}`;

/**
 * Rule ids: the contract's own, else the check's, with a short hash of the arguments where two would collide. An id that the
 * contract writes once stays as it is, whatever check is called alike.
 */
const withIds = (bounds: readonly Bound[]): readonly (readonly [string, Bound])[] => {
  const plain = bounds.map((bound) => `${elementOf(bound.demand)}/${bound.demand.id ?? bound.check.id}`);
  const plainly = new Set<number>();
  for (const alike of Map.groupBy(plain.keys(), (index) => plain[index]).values()) {
    const written = alike.filter((index) => bounds[index]?.demand.id !== undefined);
    const [only, second] = alike.length === 1 ? alike : written;
    if (only !== undefined && second === undefined) plainly.add(only);
  }
  const taken = new Map<string, number>();
  return bounds.map((bound, index) => {
    const base = plain[index] ?? '';
    const id = plainly.has(index) ? base : `${base}-${hashOf(bound)}`;
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    return [times === 1 ? id : `${id}-${times}`, bound] as const;
  });
};

/** How a rule sees the table it is on. `context` throws `RuleUnknown` where the column is missing. */
export interface Binding {
  readonly context: (demand: Demand, comparison: Comparison | undefined) => CheckContext;
}

/** A check of the whole table measures it under a scope too, a nested property the table made for it. */
const rungsOf = (check: Check, params: unknown, context: CheckContext): readonly Rung[] => {
  const rungs = check.rungs(params, context);
  const isWhole = check.onWholeTable === true;
  if (context.nested === undefined && (!isWhole || context.table === context.wholeTable)) return rungs;
  const table = isWhole ? context.wholeTable : context.table;
  return rungs.map((rung) => ({
    ...rung,
    needs: Object.fromEntries(
      Object.entries(rung.needs).map(([name, request]) => [
        name,
        request.of === undefined ? askedOf(request, table) : request,
      ]),
    ),
  }));
};

/** The failing rows of the table itself; of items, which are rows of their own, none can be named. */
const failingOf = (check: Check, params: unknown, context: CheckContext): Expr | undefined => {
  const failing = check.failing?.(params, context);
  if (failing === undefined || context.nested === undefined) return failing;
  const { values } = context.nested;
  return values === undefined ? undefined : withColumn(failing, context.subject.name, values);
};

const ruleOf = (id: string, bound: Bound, params: unknown, binding: Binding): Rule => {
  const { demand, check } = bound;
  const base = {
    id,
    ...(demand.name === undefined ? {} : { name: demand.name }),
    check: check.id,
    element: elementOf(demand),
    dimension: demand.dimension ?? check.dimension,
    severity: demand.severity,
    tags: demand.tags,
    place: demand.place,
    columns: demand.property === undefined ? [] : [demand.property],
  };
  try {
    const { context, looked } = watched(binding.context(demand, bound.comparison));
    const subject = check.accepts === undefined ? undefined : context.subject;
    if (subject !== undefined && check.accepts !== undefined && !check.accepts.includes(subject.kind)) {
      return {
        ...base,
        settled: unknown(
          `${check.id} judges ${check.accepts.join(', ')} columns; ${subject.name} is ${subject.sqlType}`,
        ),
        rungs: [],
      };
    }
    const expected = check.expected?.(params, context);
    const failing = failingOf(check, params, context);
    const rungs = rungsOf(check, params, context);
    const ignored = [
      ...(bound.comparison === undefined || looked('comparison') ? [] : [bound.comparison.operator]),
      ...(demand.unit === undefined || looked('unit') ? [] : [`unit: ${demand.unit}`]),
    ];
    if (ignored.length > 0) throw new RuleUnknown(`${check.id} takes no ${ignored.join(' and no ')}`);
    return {
      ...base,
      ...(expected === undefined ? {} : { expected }),
      rungs,
      ...(failing === undefined ? {} : { failing }),
      ...(check.onWholeTable ? { onWholeTable: true } : {}),
    };
  } catch (reason) {
    if (!(reason instanceof RuleUnknown) && !(reason instanceof Unsupported)) throw reason;
    return { ...base, settled: unknown(reason.message), rungs: [] };
  }
};

/** Finds the check for every demand and makes rules of them. Wrong arguments are problems; nothing is dropped. */
export const bind = (
  demands: readonly Demand[],
  binding: Binding,
): { readonly rules: readonly Rule[]; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const bounds: Bound[] = [];
  for (const demand of demands) {
    const bound = demand.key === 'custom' ? bindCustom(demand) : bindStandard(demand);
    if ('code' in bound) problems.push(bound);
    else bounds.push(bound);
  }
  const rules: Rule[] = [];
  for (const [id, bound] of withIds(merged(bounds))) {
    const params = bound.check.params.safeParse(bound.args);
    if (!params.success) {
      const issue = params.error.issues[0];
      const where = issue === undefined || issue.path.length === 0 ? '' : ` (at ${issue.path.join('.')})`;
      problems.push(
        problem(
          'rule-invalid',
          `${id}: ${issue?.message ?? 'wrong arguments'}${where}`,
          `see assay explain ${bound.check.id}`,
          bound.demand.place,
        ),
      );
    } else {
      rules.push(ruleOf(id, bound, params.data, binding));
    }
  }
  return { rules, problems };
};
