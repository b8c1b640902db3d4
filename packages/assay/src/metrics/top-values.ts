import type { Cell, Row } from '../domain/cell.ts';
import {
  aggregate,
  column,
  compare,
  type Expr,
  isNull,
  notNull,
  number,
  when,
  window,
} from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { exactCell } from './exact-sum.ts';
import type { MetricQuery } from './metric.ts';
import { inRankOrder } from './ranked.ts';
import { countIn, plainCell } from './read-row.ts';
import { groupSize, groupValue } from './value-groups.ts';

export interface ValueCount {
  readonly value: Cell;
  readonly count: number;
}

/** The most frequent values, the most frequent first, with what is known of all the others. */
export interface TopValues {
  readonly top: readonly ValueCount[];
  /** Different values, those at the top included. */
  readonly distinct: number;
  /** Values that are not NULL. */
  readonly present: number;
}

/**
 * Asks for the `limit` most frequent of the groups of values that `groups` makes. Of equally frequent ones the smaller comes first;
 * `order` makes that the same on every engine.
 */
export const topOf = (
  groups: (table: Relation, per: readonly string[]) => Relation,
  limit: number,
  order: Expr,
): MetricQuery => ({
  from: (table, per) => {
    const partitionBy = per.map((name) => column(name));
    const ranked = subquery(
      {
        everything: true,
        columns: {
          '~rank': window('rowNumber', [], {
            partitionBy,
            orderBy: [{ by: isNull(groupValue()) }, { by: groupSize, descending: true }, { by: order }],
          }),
          '~distinct': window('count', [groupValue()], { partitionBy }),
          '~present': window('sum', [when(notNull(groupValue()), groupSize)], { partitionBy }),
        },
        from: groups(table, per),
      },
      'ranked',
    );
    return subquery(
      { everything: true, columns: {}, from: ranked, where: compare(column('~rank'), '<=', number(limit)) },
      'top',
    );
  },
  groupBy: { value: groupValue() },
  select: {
    count: aggregate('max', groupSize),
    rank: aggregate('max', column('~rank')),
    distinct: aggregate('max', column('~distinct')),
    present: aggregate('max', column('~present')),
  },
});

export const readTop = (rows: readonly Row[]): TopValues => ({
  top: inRankOrder(rows)
    .filter((row) => row.value !== null)
    .map((row) => ({ value: plainCell(exactCell(row.value ?? null)), count: countIn(row, 'count') })),
  distinct: countIn(rows[0], 'distinct'),
  present: countIn(rows[0], 'present'),
});

export const noValues: TopValues = { top: [], distinct: 0, present: 0 };
