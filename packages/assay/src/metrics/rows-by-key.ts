import { z } from 'zod';
import { aggregate, column, type Expr, truth, when } from '../sql/expression.ts';
import { partitioned } from '../sql/lift-windows.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { type KeysWithMostRows, keysWithMostRows, noKeys, readKeys } from './keys-with-most-rows.ts';
import { defineMetric } from './metric.ts';
import { keyParts, named } from './ranked.ts';

export interface RowsByKeyParams {
  readonly columns: readonly string[];
  readonly condition: Expr;
  readonly limit: number;
}

/** One row for each key of rows for which the condition is true; it may hold windows. */
const countedHits =
  ({ columns, condition }: RowsByKeyParams) =>
  (table: Relation, per: readonly string[]): Relation => {
    const hit = partitioned(when(condition, truth(true), truth(false)), Object.values(named(per)));
    const keys = { ...named(per), ...keyParts(columns) };
    const marked = subquery({ columns: { ...keys, '~hit': hit }, from: table }, 'marked');
    const groups = named(Object.keys(keys));
    return subquery(
      {
        columns: { ...groups, '~n': aggregate('countAll') },
        from: marked,
        where: column('~hit'),
        groupBy: Object.values(groups),
      },
      'counted',
    );
  };

export const rowsByKey = defineMetric<RowsByKeyParams, KeysWithMostRows, KeysWithMostRows>({
  id: 'rowsByKey',
  version: 1,
  summary: 'The keys with the most rows for which a condition is true.',
  definition:
    'The limit keys with the most rows for which a condition is true, with these rows, and how many keys have such rows. A NULL is a key too. Of keys with equally many rows the smaller comes first, as the engine orders texts.',
  params: z.strictObject({
    columns: z.array(z.string()).min(1),
    condition: z.custom<Expr>(),
    limit: z.int().positive(),
  }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => keysWithMostRows(params.columns, params.limit, countedHits(params)),
  read: (rows, { columns }) => readKeys(rows, columns),
  empty: () => noKeys,
  merge: { kind: 'none' },
  value: (state) => state,
});
