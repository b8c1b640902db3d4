import { countText } from '../checks/words.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { cellText } from '../domain/cell.ts';
import type { TableFacts } from '../domain/table-facts.ts';
import { QueryFailed, type QueryOptions, type Session } from '../engines/engine.ts';
import type { MetricContext } from '../metrics/metric.ts';
import { groupRowLimit, type MetricRequest } from '../metrics/request.ts';
import { type FusedQuery, fuse, halves } from '../plan/fuse.ts';
import { Unsupported } from '../sql/dialect.ts';
import type { Relation } from '../sql/select.ts';
import { stateOf, valueFrom } from './state-of.ts';

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

const foundFrom = (from: Origin, request: MetricRequest, state: unknown): Found => ({
  kind: 'value',
  state,
  value: valueFrom(request, state),
  from,
});

const tooManyRows = `its groups make more than ${countText(groupRowLimit)} rows: too many to judge each`;

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
