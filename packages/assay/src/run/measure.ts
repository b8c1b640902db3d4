import { canonicalJson } from '../domain/canonical-json.ts';
import { type Cell, cellText, type Row } from '../domain/cell.ts';
import { compareKeys } from '../domain/compare-cells.ts';
import type { TableFacts } from '../domain/table-facts.ts';
import { QueryFailed, type QueryOptions, type Session } from '../engines/engine.ts';
import type { MetricContext } from '../metrics/metric.ts';
import { type Grouped, groupLimit, groupRowLimit, type MetricRequest } from '../metrics/request.ts';
import { type FusedQuery, fuse, halves, type Part } from '../plan/fuse.ts';
import { Unsupported } from '../sql/dialect.ts';
import type { Relation } from '../sql/select.ts';

/** Where a state comes from: facts of the file, an earlier run of the unchanged file, or a query. */
export type Origin = 'facts' | 'cached' | 'query';

export interface Found {
  readonly kind: 'value';
  readonly value: unknown;
  readonly state: unknown;
  readonly from: Origin;
}

/** What became of one request. */
export type Measured = Found | { readonly kind: 'failed'; readonly reason: string };

/** The values of a run so far, by request key. */
export type Measurements = Map<string, Measured>;

export interface MeasureTarget {
  readonly session: Session;
  readonly table: Relation;
  readonly context: MetricContext;
  /** Undefined where facts are not to be used. */
  readonly facts?: TableFacts;
  /** The state that an earlier run measured of the unchanged source; undefined where there is none. */
  readonly cached?: (request: MetricRequest) => unknown;
  readonly onQuery?: (done: number, total: number) => void;
}

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
const stateOf = (part: Part, query: FusedQuery, rows: readonly Row[], context: MetricContext): unknown => {
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
const valueFrom = ({ metric, params, per }: MetricRequest, state: unknown): unknown => {
  if (per.length === 0) return metric.value(state, params);
  const groups = state as readonly GroupState[];
  const grouped: Grouped<unknown> = {
    groups: groups.map(({ key, state: own }) => ({ key, value: metric.value(own, params) })),
    truncated: groups.length > groupLimit,
  };
  return grouped;
};

const foundFrom = (from: Origin, request: MetricRequest, state: unknown): Found => ({
  kind: 'value',
  state,
  value: valueFrom(request, state),
  from,
});

const tooManyRows = `its groups make more than ${groupRowLimit.toLocaleString('en')} rows: too many to judge each`;

/** Runs one query; where it fails, halves it until the one bad metric is found. */
const execute = async (
  query: FusedQuery,
  target: MeasureTarget,
  into: Measurements,
  options: QueryOptions,
): Promise<void> => {
  try {
    const rows = await target.session.query(query.select, options);
    for (const part of query.parts) {
      if (rows.length > (query.rowLimit ?? Number.POSITIVE_INFINITY)) {
        into.set(part.request.key, { kind: 'failed', reason: tooManyRows });
        continue;
      }
      const state = stateOf(part, query, rows, target.context);
      into.set(part.request.key, foundFrom('query', part.request, state));
    }
  } catch (cause) {
    if (!(cause instanceof QueryFailed) && !(cause instanceof Unsupported)) throw cause;
    const smaller = halves(query);
    for (const half of smaller) await execute(half, target, into, options);
    const [part] = query.parts;
    if (smaller.length === 0 && part !== undefined)
      into.set(part.request.key, { kind: 'failed', reason: firstLine(cause.message) });
  }
};

export const firstLine = (message: string): string => cellText(message.split('\n')[0] ?? message);

/** The queries that answer requests, fused by the table they are of. */
export const queriesOf = (
  requests: readonly MetricRequest[],
  target: MeasureTarget,
): readonly FusedQuery[] => {
  const { fusionWidth } = target.session.capabilities;
  const tables = Map.groupBy(requests, ({ of }) => canonicalJson(of ?? target.table));
  return [...tables.values()].flatMap((own) =>
    fuse(own, own[0]?.of ?? target.table, target.context, fusionWidth),
  );
};

/** What a request is known to be without a query; undefined where only a query can tell. */
export const knownOf = (
  request: MetricRequest,
  { facts, cached }: Pick<MeasureTarget, 'facts' | 'cached'>,
): Found | undefined => {
  const stated =
    request.per.length === 0 && request.of === undefined && facts !== undefined
      ? request.metric.fromFacts?.(request.params, facts)
      : undefined;
  if (stated !== undefined) return foundFrom('facts', request, stated);
  const kept = cached?.(request);
  return kept === undefined ? undefined : foundFrom('cached', request, kept);
};

/** Measures what is not yet known: from facts and kept states where they suffice, the rest in fused queries. */
export const measure = async (
  requests: readonly MetricRequest[],
  target: MeasureTarget,
  into: Measurements,
  options: QueryOptions = {},
): Promise<void> => {
  const missing = new Map(
    requests.filter((request) => !into.has(request.key)).map((request) => [request.key, request]),
  );
  for (const request of [...missing.values()]) {
    const known = knownOf(request, target);
    if (known === undefined) continue;
    into.set(request.key, known);
    missing.delete(request.key);
  }
  const queries = queriesOf([...missing.values()], target);
  for (const [index, query] of queries.entries()) {
    target.onQuery?.(index, queries.length);
    await execute(query, target, into, options);
  }
};
