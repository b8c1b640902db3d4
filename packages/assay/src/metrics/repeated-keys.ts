import { z } from 'zod';
import { aggregate, and, column, compare, notNull, number } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { type KeysWithMostRows, keysWithMostRows, noKeys, readKeys } from './keys-with-most-rows.ts';
import { defineMetric } from './metric.ts';
import { keyParts, named } from './ranked.ts';

export interface RepeatedKeysParams {
  readonly columns: readonly string[];
  /** With `equal`, a NULL in a key is a value like any other; otherwise such keys are left out. */
  readonly nulls?: 'equal' | undefined;
  readonly limit: number;
}

/** One row for each key that more than one row has. */
const repeated =
  ({ columns, nulls }: RepeatedKeysParams) =>
  (table: Relation, per: readonly string[]): Relation => {
    const parts = keyParts(columns);
    const keys = { ...named(per), ...parts };
    const counted = subquery(
      { columns: { ...keys, '~n': aggregate('countAll') }, from: table, groupBy: Object.values(keys) },
      'keys',
    );
    const complete = nulls === 'equal' ? [] : Object.keys(parts).map((part) => notNull(column(part)));
    const where = and(compare(column('~n'), '>', number(1)), ...complete);
    return subquery({ everything: true, columns: {}, from: counted, where }, 'repeated');
  };

export const repeatedKeys = defineMetric<RepeatedKeysParams, KeysWithMostRows, KeysWithMostRows>({
  id: 'repeatedKeys',
  version: 1,
  summary: 'The keys that most rows have, of those that more than one row has.',
  definition:
    'The limit keys that most rows have, of those that more than one row has, with their rows, and how many such keys there are. Keys that hold a NULL are left out, unless nulls is equal. Of keys with equally many rows the smaller comes first, as the engine orders texts.',
  params: z.strictObject({
    columns: z.array(z.string()).min(1),
    nulls: z.literal('equal').optional(),
    limit: z.int().positive(),
  }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => keysWithMostRows(params.columns, params.limit, repeated(params)),
  read: (rows, { columns }) => readKeys(rows, columns),
  empty: () => noKeys,
  merge: { kind: 'none' },
  value: (state) => state,
});
