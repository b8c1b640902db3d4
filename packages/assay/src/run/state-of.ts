import type { Cell, Row } from '../domain/cell.ts';
import { compareKeys } from '../domain/compare-cells.ts';
import type { MetricContext } from '../metrics/metric.ts';
import { type Grouped, groupLimit, type MetricRequest } from '../metrics/request.ts';
import type { FusedQuery, Part } from '../plan/fuse.ts';

interface GroupState {
  readonly key: readonly Cell[];
  readonly state: unknown;
}

const renamed = (row: Row, part: Part): Row =>
  Object.fromEntries(Object.entries(part.aliases).map(([name, alias]) => [name, row[alias] ?? null]));

const groupsOf = (rows: readonly Row[], keys: readonly string[]): readonly (readonly Row[])[] => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((name) => row[name]));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
};

/** The state of a request from the rows of its query; of one per group, the states of the groups in the order of their keys. */
export const stateOf = (
  part: Part,
  query: FusedQuery,
  rows: readonly Row[],
  context: MetricContext,
): unknown => {
  const { metric, params, per } = part.request;
  const read = (own: readonly Row[]): unknown =>
    metric.read(
      own.map((row) => renamed(row, part)),
      params,
      context,
    );
  if (per.length === 0) return read(rows);
  return groupsOf(rows, query.keys)
    .map(
      (group): GroupState => ({
        key: query.keys.map((name) => group[0]?.[name] ?? null),
        state: read(group),
      }),
    )
    .sort((left, right) => compareKeys(left.key, right.key));
};

/** The value of a request from its state, measured now or kept. */
export const valueFrom = ({ metric, params, per }: MetricRequest, state: unknown): unknown => {
  if (per.length === 0) return metric.value(state, params);
  const groups = state as readonly GroupState[];
  const grouped: Grouped<unknown> = {
    groups: groups.map(({ key, state: own }) => ({ key, value: metric.value(own, params) })),
    truncated: groups.length > groupLimit,
  };
  return grouped;
};
