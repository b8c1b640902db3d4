import { z } from 'zod';
import { type Cell, numberOf } from '../domain/cell.ts';
import { aggregate, column, type Expr, truth, when } from '../sql/expression.ts';
import { subquery } from '../sql/select.ts';
import { defineMetric } from './metric.ts';

export interface RowsByKeyParams {
  readonly columns: readonly string[];
  readonly condition: Expr;
  readonly limit: number;
}

export interface KeyRows {
  readonly key: readonly Cell[];
  readonly rows: number;
}

/** The keys with the most rows for which a condition holds, and how many keys there are. For reports. */
export const rowsByKey = defineMetric<
  RowsByKeyParams,
  { keys: readonly KeyRows[]; total: number },
  { keys: readonly KeyRows[]; total: number }
>({
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
  query: ({ columns, condition, limit }) => {
    const keys = Object.fromEntries(columns.map((name, index) => [`k${index}`, column(name)]));
    return {
      from: (table) => {
        const hit = subquery(
          { everything: true, columns: { '~hit': when(condition, truth(true), truth(false)) }, from: table },
          'hits',
        );
        const grouped = subquery(
          {
            columns: { ...keys, '~n': aggregate('countAll') },
            from: hit,
            where: column('~hit'),
            groupBy: Object.values(keys),
          },
          'keys',
        );
        return subquery(
          {
            everything: true,
            columns: { '~keys': { kind: 'window', fn: 'count', args: [], partitionBy: [], orderBy: [] } },
            from: grouped,
          },
          'counted',
        );
      },
      groupBy: Object.fromEntries([...columns.keys()].map((index) => [`k${index}`, column(`k${index}`)])),
      select: { rows: aggregate('max', column('~n')), keys: aggregate('max', column('~keys')) },
      orderBy: [
        { by: column('rows'), descending: true },
        ...[...columns.keys()].map((index) => ({ by: column(`k${index}`) })),
      ],
      limit,
    };
  },
  read: (rows, { columns }) => ({
    keys: rows.map((row) => ({
      key: columns.map((_name, index) => row[`k${index}`] ?? null),
      rows: numberOf(row['rows'] ?? 0) ?? 0,
    })),
    total: numberOf(rows[0]?.['keys'] ?? 0) ?? 0,
  }),
  empty: () => ({ keys: [], total: 0 }),
  merge: { kind: 'none' },
  value: (state) => state,
});
