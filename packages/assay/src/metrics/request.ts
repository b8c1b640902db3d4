import { canonicalJson } from '../domain/canonical-json.ts';
import type { Cell } from '../domain/cell.ts';
import type { Relation } from '../sql/select.ts';
import type { Metric } from './metric.ts';

/** A metric with its arguments: what a rung needs. `V` is what the judge gets. */
export interface MetricRequest<V = unknown> {
  readonly metric: Metric;
  readonly params: unknown;
  readonly per: readonly string[];
  /** Measured on this table instead of the rule's own: without the run's scope, or another dataset. */
  readonly of?: Relation;
  /** Requests with equal keys are computed once. */
  readonly key: string;
  /** Never present: carries the type of the value. */
  readonly $value?: V;
}

export interface GroupValue<V> {
  readonly key: readonly Cell[];
  readonly value: V;
}
/** The value for each group, and whether there were more groups than `groupLimit`. */
export interface Grouped<V> {
  readonly groups: readonly GroupValue<V>[];
  readonly truncated: boolean;
}

/** More groups than this and a rule per group ends `unknown`. */
export const groupLimit = 100_000;

/** More rows than this, of metrics that make several for each group, and a rule per group ends `unknown`. */
export const groupRowLimit = 1_000_000;

const request = <V>(metric: Metric, params: unknown, per: readonly string[]): MetricRequest<V> => ({
  metric,
  params,
  per,
  key: canonicalJson([metric.id, params, per]),
});

/** Asks for a metric of the whole table. */
export const ask = <P, S, V>(metric: Metric<P, S, V>, params: P): MetricRequest<V> =>
  request(metric as Metric, params, []);

/** Asks for a metric of each group of rows with equal `per` columns. */
export const askPer = <P, S, V>(
  metric: Metric<P, S, V>,
  params: P,
  per: readonly string[],
): MetricRequest<Grouped<V>> => request(metric as Metric, params, per);

/** The same request, of another table. Only for metrics that ask nothing of the kinds of its columns. */
export const askedOf = <V>(asked: MetricRequest<V>, table: Relation): MetricRequest<V> => ({
  ...asked,
  of: table,
  key: `${asked.key} of ${canonicalJson(table)}`,
});
