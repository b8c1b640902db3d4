import type { Check } from '../checks/check.ts';
import { checks } from '../checks/registry.gen.ts';
import type { Demand } from '../contract/demand.ts';
import { type Comparison, comparisonOf, operators } from '../domain/comparison.ts';
import { invariant } from '../domain/invariant.ts';
import { nearest } from '../domain/nearest.ts';
import { type Problem, problem } from '../domain/problem.ts';

/** A demand with the check that serves it and the arguments that check takes. */
export interface Bound {
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

/** The check for a demand; a problem where a custom rule cannot be read. */
export const boundOf = (demand: Demand): Bound | Problem =>
  demand.key === 'custom' ? bindCustom(demand) : bindStandard(demand);

/** Options of one property that one check serves become one rule: `minimum` and `maximum` are one range. */
export const merged = (bounds: readonly Bound[]): readonly Bound[] => {
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
