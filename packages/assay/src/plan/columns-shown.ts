import type { Rung } from '../checks/check.ts';
import type { Status } from '../domain/verdict.ts';
import type { MetricRequest } from '../metrics/request.ts';
import type { Expr } from '../sql/expression.ts';
import { countsRows } from './counts-rows.ts';

/** Every text inside a value, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const words = /[\p{L}_][\p{L}\p{N}_]*/gu;
const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Those of the columns whose names occur anywhere in what is asked, in letters of any case. */
const columnsNamedIn = (asked: unknown, columns: readonly string[]): readonly string[] => {
  if (columns.length === 0) return [];
  const texts = textsIn(asked).map((text) => text.toLowerCase());
  const spoken = new Set([...texts, ...texts.flatMap((text) => text.match(words) ?? [])]);
  return columns.filter((name) => {
    const low = name.toLowerCase();
    return spoken.has(low) || (!plainName.test(name) && texts.some((text) => text.includes(low)));
  });
};

const askedBy = ({ params, per, of }: MetricRequest): unknown => [params, per, of ?? null];

/** Those of the columns whose values a metric may show. */
export const columnsMeasuredBy = (request: MetricRequest, columns: readonly string[]): readonly string[] =>
  columnsNamedIn(askedBy(request), columns);

/**
 * Those of the columns whose values a rule may show: every one whose name occurs anywhere in what the rule asks, in
 * letters of any case; of a user's query that does more than count rows, every one, since SQL reaches a column without its
 * name, and so does the engine's word on a query that failed. Rather one too many than one too few: masking rests on it.
 */
export const columnsShownBy = (
  rungs: readonly Rung[],
  failing: Expr | undefined,
  columns: readonly string[],
  status: Status,
): readonly string[] => {
  const queries = rungs.flatMap(({ userQuery }) => userQuery ?? []);
  if (queries.some(({ sql }) => status === 'unknown' || !countsRows(sql))) return columns;
  const requests = rungs.flatMap(({ needs }) => Object.values(needs));
  return columnsNamedIn([requests.map(askedBy), queries, failing ?? null], columns);
};
