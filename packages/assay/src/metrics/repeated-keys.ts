import { z } from 'zod';
import { aggregate, and, column, compare, type Expr, notNull, number } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { defineMetric } from './metric.ts';
import { firstOfEach, named, ofGroup, rank } from './ranked.ts';
import { countIn, plainCell } from './read-row.ts';
import type { KeyRows, RowsByKey } from './rows-by-key.ts';

export interface RepeatedKeysParams {
  readonly columns: readonly string[];
  /** With `equal`, a NULL in a key is a value like any other; otherwise such keys are left out. */
  readonly nulls?: 'equal' | undefined;
  readonly limit: number;
}

/** One row for each key that more than one row has. */
const repeated = (
  { columns, nulls }: RepeatedKeysParams,
  table: Relation,
  per: readonly string[],
): Relation => {
  const keys: Record<string, Expr> = {
    ...named(per),
    ...Object.fromEntries(columns.map((name, index) => [`~k${index}`, column(name)])),
  };
  const counted = subquery(
    { columns: { ...keys, '~n': aggregate('countAll') }, from: table, groupBy: Object.values(keys) },
    'keys',
  );
  const complete = nulls === 'equal' ? [] : columns.map((_name, index) => notNull(column(`~k${index}`)));
  return subquery(
    {
      everything: true,
      columns: {},
      from: counted,
      where: and(compare(column('~n'), '>', number(1)), ...complete),
    },
    'repeated',
  );
};

/**
 * The keys that most rows have, of those that more than one row has, and how many such keys there are. Of keys with equally many rows
 * the smaller comes first, as the engine orders texts.
 */
export const repeatedKeys = defineMetric<RepeatedKeysParams, RowsByKey, RowsByKey>({
  id: 'repeatedKeys',
  version: 1,
  summary: 'The keys that most rows have, of those that more than one row has.',
  params: z.strictObject({
    columns: z.array(z.string()).min(1),
    nulls: z.literal('equal').optional(),
    limit: z.int().positive(),
  }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => {
    const keys = params.columns.map((_name, index) => `~k${index}`);
    return {
      from: (table, per) =>
        firstOfEach(
          repeated(params, table, per),
          per,
          [{ by: column('~n'), descending: true }, ...keys.map((name) => ({ by: column(name) }))],
          params.limit,
        ),
      groupBy: named(keys),
      select: {
        rows: aggregate('max', column('~n')),
        rank: aggregate('max', rank),
        total: aggregate('max', ofGroup),
      },
    };
  },
  read: (rows, { columns }) => ({
    keys: [...rows]
      .sort((left, right) => countIn(left, 'rank') - countIn(right, 'rank'))
      .map(
        (row): KeyRows => ({
          key: columns.map((_name, index) => plainCell(row[`~k${index}`] ?? null)),
          rows: countIn(row, 'rows'),
        }),
      ),
    total: countIn(rows[0], 'total'),
  }),
  empty: () => ({ keys: [], total: 0 }),
  merge: { kind: 'none' },
  value: (state) => state,
});
