import { z } from 'zod';
import { type Cell, floatCell, numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, and, call, column, type Expr, isIn, notNull, window } from '../sql/expression.ts';
import { subquery } from '../sql/select.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn } from './read-row.ts';

export interface OrderStatisticsParams extends ColumnParams {
  /** From 1: the smallest value. */
  readonly ranks: readonly number[];
}

export interface OrderStatistic {
  readonly rank: number;
  readonly value: Cell;
}

const value: Expr = column('~value');
const place: Expr = column('~place');

export const orderStatistics = defineMetric<
  OrderStatisticsParams,
  { readonly at: readonly OrderStatistic[] },
  readonly { readonly rank: number; readonly value: number }[]
>({
  id: 'orderStatistics',
  version: 1,
  summary: 'The values at given ranks of all finite values in order.',
  definition:
    'The k-th smallest of all finite values as doubles, for each rank k that is asked for, from 1. NULL, NaN and infinities are left out; ranks beyond the number of values have no value.',
  params: columnParams.extend({ ranks: z.array(z.int().positive()).min(1) }),
  accepts: numericKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => ({
    from: (table, per) => {
      const partitionBy = per.map((name) => column(name));
      const doubles = subquery(
        {
          everything: true,
          columns: { '~value': call('toDouble', operand(params)) },
          from: table,
        },
        'doubles',
      );
      const present = subquery(
        {
          everything: true,
          columns: { '~place': window('rowNumber', [], { partitionBy, orderBy: [{ by: value }] }) },
          from: doubles,
          where: and(notNull(value), call('isFinite', value)),
        },
        'present',
      );
      return subquery(
        { everything: true, columns: {}, from: present, where: isIn(place, params.ranks) },
        'ranked',
      );
    },
    groupBy: { rank: place },
    select: { value: aggregate('max', value) },
  }),
  read: (rows) => ({
    at: rows
      .map((row) => ({ rank: countIn(row, 'rank'), value: floatCell(doubleIn(row, 'value') ?? Number.NaN) }))
      .sort((left, right) => left.rank - right.rank),
  }),
  empty: () => ({ at: [] }),
  merge: { kind: 'none' },
  value: ({ at }) => at.map(({ rank, value: cell }) => ({ rank, value: numberOf(cell) ?? Number.NaN })),
});
