import type { Check, CheckContext } from '../checks/check.ts';
import { RuleInvalid, RuleUnknown, unknown } from '../checks/check.ts';
import type { Demand } from '../contract/demand.ts';
import type { Comparison } from '../domain/comparison.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { Unsupported } from '../sql/dialect.ts';
import type { Expr } from '../sql/expression.ts';
import { type Bound, boundOf, merged } from './bound.ts';
import type { BareContext } from './context.ts';
import { following, kindRefused, rungsOf } from './followed.ts';
import { withColumn } from './nested.ts';
import type { Rule } from './rule.ts';
import { elementOf, withIds } from './rule-ids.ts';
import { watched } from './watched.ts';
import { wrongArguments } from './wrong-arguments.ts';

/** How a rule sees the table it is on. `context` throws `RuleUnknown` where the column is missing. */
export interface Binding {
  readonly context: (demand: Demand, comparison: Comparison | undefined, rule: string) => BareContext;
}

/** The failing rows of the table itself; of items, which are rows of their own, none can be named. */
const failingOf = (check: Check, params: unknown, context: CheckContext): Expr | undefined => {
  let failing = check.failing?.(params, context);
  for (const [name, { values }] of context.nested) {
    if (failing === undefined || values === undefined) return undefined;
    failing = withColumn(failing, name, values);
  }
  return failing;
};

const ruleOf = (id: string, bound: Bound, params: unknown, binding: Binding): Rule => {
  const { demand, check } = bound;
  const base = {
    id,
    ...(demand.name === undefined ? {} : { name: demand.name }),
    check: check.id,
    element: elementOf(demand),
    object: demand.object,
    dimension: demand.dimension ?? check.dimension,
    severity: demand.severity,
    tags: demand.tags,
    place: demand.place,
    columns: demand.property === undefined ? [] : [demand.property],
  };
  try {
    const { context: bare, looked } = watched(binding.context(demand, bound.comparison, id));
    const context = following(bare);
    const refused = kindRefused(check, context);
    if (refused !== undefined) return { ...base, settled: unknown(refused), rungs: [] };
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
      ...(looked('now') ? { looksAtClock: true } : {}),
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
    const bound = boundOf(demand);
    if ('code' in bound) problems.push(bound);
    else bounds.push(bound);
  }
  const rules: Rule[] = [];
  for (const [id, bound] of withIds(merged(bounds))) {
    try {
      const params = bound.check.params.safeParse(bound.args);
      if (!params.success) throw new RuleInvalid(wrongArguments(params.error));
      rules.push(ruleOf(id, bound, params.data, binding));
    } catch (reason) {
      if (!(reason instanceof RuleInvalid)) throw reason;
      problems.push(
        problem(
          'rule-invalid',
          `${id}: ${reason.message}`,
          `see assay explain ${bound.check.id}`,
          bound.demand.place,
        ),
      );
    }
  }
  return { rules, problems };
};
