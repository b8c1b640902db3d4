import { canonicalJson } from '../domain/canonical-json.ts';
import type { MetricContext, MetricQuery } from '../metrics/metric.ts';
import { groupLimit, groupRowLimit, type MetricRequest } from '../metrics/request.ts';
import { column, type Expr } from '../sql/expression.ts';
import { partitioned, windowOrders } from '../sql/lift-windows.ts';
import type { Relation, Select } from '../sql/select.ts';

/** One metric's part of a query: which aliases carry its aggregates. */
export interface Part {
  readonly request: MetricRequest;
  /** The metric's own alias → the query's alias. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** One query that answers several metrics. */
export interface FusedQuery {
  readonly select: Select;
  readonly parts: readonly Part[];
  /** Aliases of the group keys, where metrics are asked per group. */
  readonly keys: readonly string[];
  /** More rows than this are not all there are: nothing is judged by them. */
  readonly rowLimit?: number;
}

interface Asked {
  readonly request: MetricRequest;
  readonly query: MetricQuery;
  readonly from: Relation;
  /** The metric's own alias → the text of its aggregate: equal ones are asked once. */
  readonly texts: Readonly<Record<string, string>>;
}

const keyColumns = (per: readonly string[]): Readonly<Record<string, Expr>> =>
  Object.fromEntries(per.map((name, index) => [`k${index}`, column(name)]));

/** Joins the aggregates of metrics over one relation; equal aggregates are asked once. */
const fused = (asked: readonly Asked[]): FusedQuery => {
  const [first] = asked;
  const per = first?.request.per ?? [];
  const keys = keyColumns(per);
  const columns: Record<string, Expr> = { ...keys };
  const known = new Map<string, string>();
  const parts = asked.map(({ request, query, texts }): Part => {
    const aliases: Record<string, string> = {};
    for (const [name, expr] of Object.entries(query.select)) {
      const text = texts[name] ?? name;
      const alias = known.get(text) ?? `a${known.size}`;
      known.set(text, alias);
      columns[alias] = expr;
      aliases[name] = alias;
    }
    return { request, aliases };
  });
  const grouped = per.length > 0 ? { groupBy: Object.values(keys), limit: groupLimit + 1 } : {};
  return {
    select: { columns, from: first?.from ?? { kind: 'table', path: [] }, ...grouped },
    parts,
    keys: Object.keys(keys),
  };
};

/** A metric that makes rows of its own: group keys first, then its aggregates. */
const single = ({ request, query, from }: Omit<Asked, 'texts'>): FusedQuery => {
  const keys = keyColumns(request.per);
  const own = query.groupBy ?? {};
  const limited = request.per.length > 0;
  const select: Select = {
    columns: { ...keys, ...own, ...query.select },
    from,
    groupBy: [...Object.values(keys), ...Object.values(own)],
    ...(limited ? { limit: groupRowLimit + 1 } : {}),
  };
  const names = [...Object.keys(own), ...Object.keys(query.select)];
  return {
    select,
    parts: [{ request, aliases: Object.fromEntries(names.map((name) => [name, name])) }],
    keys: Object.keys(keys),
    ...(limited ? { rowLimit: groupRowLimit } : {}),
  };
};

/** A metric asked for per group sees the rows of its group only, its windows too. */
const withinGroups = (query: MetricQuery, per: readonly string[]): MetricQuery => {
  if (per.length === 0) return query;
  const keys = per.map((name) => column(name));
  const each = (named: Readonly<Record<string, Expr>>) =>
    Object.fromEntries(Object.entries(named).map(([name, expr]) => [name, partitioned(expr, keys)]));
  return {
    ...query,
    select: each(query.select),
    ...(query.groupBy === undefined ? {} : { groupBy: each(query.groupBy) }),
  };
};

/** The fewest queries, each at most `width` aggregates wide, that answer all requests. */
export const fuse = (
  requests: readonly MetricRequest[],
  tableOf: Relation,
  context: MetricContext,
  width: number,
): readonly FusedQuery[] => {
  const groups = new Map<string, Asked[]>();
  const queries: FusedQuery[] = [];
  for (const request of requests) {
    const query = withinGroups(request.metric.query(request.params, context), request.per);
    const from = query.from?.(tableOf, request.per) ?? tableOf;
    if (query.groupBy !== undefined) queries.push(single({ request, query, from }));
    else {
      const asked = { request, query, from, texts: textsOf(query) };
      const key = canonicalJson([from, request.per, windowOrders(Object.values(query.select))]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [asked]);
      else group.push(asked);
    }
  }
  for (const group of groups.values()) queries.push(...chunksOf(group, width).map(fused));
  return queries;
};

/** In order, so that metrics of one column mostly stay together: at most `width` different aggregates each, or one metric. */
const chunksOf = (group: readonly Asked[], width: number): readonly (readonly Asked[])[] => {
  const chunks: Asked[][] = [];
  let known = new Set<string>();
  for (const asked of group) {
    const own = Object.values(asked.texts);
    const added = new Set(own.filter((text) => !known.has(text)));
    const chunk = chunks.at(-1);
    if (chunk !== undefined && known.size + added.size <= width) {
      chunk.push(asked);
      for (const text of added) known.add(text);
    } else {
      chunks.push([asked]);
      known = new Set(own);
    }
  }
  return chunks;
};

const textsOf = ({ select }: MetricQuery): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(select).map(([name, expr]) => [name, canonicalJson(expr)]));

/** Halves a query that failed, to find the part that made it fail. */
export const halves = (query: FusedQuery): readonly FusedQuery[] => {
  if (query.parts.length < 2) return [];
  const middle = Math.ceil(query.parts.length / 2);
  const kept = (parts: readonly Part[]): FusedQuery => {
    const wanted = new Set([...query.keys, ...parts.flatMap((part) => Object.values(part.aliases))]);
    const columns = Object.fromEntries(
      Object.entries(query.select.columns).filter(([alias]) => wanted.has(alias)),
    );
    return { ...query, select: { ...query.select, columns }, parts };
  };
  return [kept(query.parts.slice(0, middle)), kept(query.parts.slice(middle))];
};
