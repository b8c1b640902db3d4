import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { aggregate, column, type Expr, truth, when } from '../sql/expression.ts';
import { partitioned } from '../sql/lift-windows.ts';
import { subquery } from '../sql/select.ts';
import { defineMetric } from './metric.ts';
import { firstOfEach, named, ofGroup, rank } from './ranked.ts';
import { countIn, plainCell } from './read-row.ts';

export interface RowsByKeyParams {
  readonly columns: readonly string[];
  readonly condition: Expr;
  readonly limit: number;
}

export interface KeyRows {
  readonly key: readonly Cell[];
  readonly rows: number;
}

export interface RowsByKey {
  readonly keys: readonly KeyRows[];
  /** Different keys, those that are not listed included. */
  readonly total: number;
}

/**
 * The keys with the most rows for which a condition holds, and how many keys have such rows; a NULL is a key too. Of keys with
 * equally many rows the smaller comes first, as the engine orders texts.
 */
export const rowsByKey = defineMetric<RowsByKeyParams, RowsByKey, RowsByKey>({
  id: 'rowsByKey',
  version: 1,
  summary: 'The keys with the most rows for which a condition is true.',
  params: z.strictObject({
    columns: z.array(z.string()).min(1),
    condition: z.custom<Expr>(),
    limit: z.int().positive(),
  }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  showsValues: true,
  query: ({ columns, condition, limit }) => {
    const keys = columns.map((_name, index) => `~k${index}`);
    return {
      from: (table, per) => {
        const hit = partitioned(when(condition, truth(true), truth(false)), Object.values(named(per)));
        const asKeys = Object.fromEntries(columns.map((name, index) => [`~k${index}`, column(name)]));
        const marked = subquery(
          { columns: { ...named(per), ...asKeys, '~hit': hit }, from: table },
          'marked',
        );
        const groups = { ...named(per), ...named(keys) };
        const counted = subquery(
          {
            columns: { ...groups, '~n': aggregate('countAll') },
            from: marked,
            where: column('~hit'),
            groupBy: Object.values(groups),
          },
          'counted',
        );
        return firstOfEach(
          counted,
          per,
          [{ by: column('~n'), descending: true }, ...keys.map((name) => ({ by: column(name) }))],
          limit,
        );
      },
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
      .map((row) => ({
        key: columns.map((_name, index) => plainCell(row[`~k${index}`] ?? null)),
        rows: countIn(row, 'rows'),
      })),
    total: countIn(rows[0], 'total'),
  }),
  empty: () => ({ keys: [], total: 0 }),
  merge: { kind: 'none' },
  value: (state) => state,
});
