import type { UserQuery } from '../checks/check.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { QueryFailed, type QueryOptions } from '../engines/engine.ts';
import { filledQuery } from '../plan/fill-query.ts';
import { Unsupported } from '../sql/dialect.ts';
import { firstLine, type Measurements, type MeasureTarget } from './measure.ts';

export const userQueryKey = (query: UserQuery): string => `user ${canonicalJson(query)}`;

/** Runs users' queries that have not run yet, each alone. One that fails is kept with its reason. */
export const runUserQueries = async (
  queries: readonly UserQuery[],
  target: MeasureTarget,
  into: Measurements,
  options: QueryOptions,
): Promise<void> => {
  for (const [index, query] of queries.entries()) {
    const key = userQueryKey(query);
    if (into.has(key)) continue;
    target.onQuery?.(index, queries.length);
    try {
      const text = filledQuery(query, target.table, target.session.dialect);
      const rows = await target.session.queryUserSql(text, options);
      into.set(key, { kind: 'value', value: rows, state: rows, from: 'query' });
    } catch (cause) {
      if (!(cause instanceof QueryFailed) && !(cause instanceof Unsupported)) throw cause;
      into.set(key, { kind: 'failed', reason: firstLine(cause.message) });
    }
  }
};
