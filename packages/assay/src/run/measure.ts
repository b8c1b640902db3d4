import { canonicalJson } from '../domain/canonical-json.ts';
import { cellText, type Row } from '../domain/cell.ts';
import { compareKeys } from '../domain/compare-cells.ts';
import type { TableFacts } from '../domain/table-facts.ts';
import { QueryFailed, type QueryOptions, type Session } from '../engines/engine.ts';
import type { MetricContext } from '../metrics/metric.ts';
import { type Grouped, groupLimit, type MetricRequest } from '../metrics/request.ts';
import { type FusedQuery, fuse, halves, type Part } from '../plan/fuse.ts';
import { Unsupported } from '../sql/dialect.ts';
import type { Relation } from '../sql/select.ts';

/** What became of one request. */
export type Measured =
  | { readonly kind: 'value'; readonly value: unknown; readonly state: unknown; readonly fromFacts: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** The values of a run so far, by request key. */
export type Measurements = Map<string, Measured>;

export interface MeasureTarget {
  readonly session: Session;
  readonly table: Relation;
  readonly context: MetricContext;
  /** Undefined where facts are not to be used. */
  readonly facts?: TableFacts;
  readonly onQuery?: (done: number, total: number) => void;
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

const measured = (part: Part, query: FusedQuery, rows: readonly Row[], context: MetricContext): Measured => {
  const { metric, params, per } = part.request;
  const one = (own: readonly Row[]): { state: unknown; value: unknown } => {
    const state = metric.read(
      own.map((row) => renamed(row, part)),
      params,
      context,
    );
    return { state, value: metric.value(state, params) };
  };
  if (per.length === 0) return { kind: 'value', ...one(rows), fromFacts: false };
  const groups = groupsOf(rows, query.keys)
    .map((group) => ({ key: query.keys.map((name) => group[0]?.[name] ?? null), ...one(group) }))
    .sort((left, right) => compareKeys(left.key, right.key));
  const value: Grouped<unknown> = {
    groups: groups.map(({ key, value: own }) => ({ key, value: own })),
    truncated: groups.length > groupLimit,
  };
  return { kind: 'value', value, state: groups.map(({ key, state }) => ({ key, state })), fromFacts: false };
};

/** Runs one query; where it fails, halves it until the one bad metric is found. */
const execute = async (
  query: FusedQuery,
  target: MeasureTarget,
  into: Measurements,
  options: QueryOptions,
): Promise<void> => {
  try {
    const rows = await target.session.query(query.select, options);
    for (const part of query.parts) into.set(part.request.key, measured(part, query, rows, target.context));
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

/** Measures what is not yet known: from facts where they suffice, the rest in fused queries. */
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
    const state =
      request.per.length === 0 && request.of === undefined && target.facts
        ? request.metric.fromFacts?.(request.params, target.facts)
        : undefined;
    if (state === undefined) continue;
    into.set(request.key, {
      kind: 'value',
      state,
      value: request.metric.value(state, request.params),
      fromFacts: true,
    });
    missing.delete(request.key);
  }
  const queries = queriesOf([...missing.values()], target);
  for (const [index, query] of queries.entries()) {
    target.onQuery?.(index, queries.length);
    await execute(query, target, into, options);
  }
};
