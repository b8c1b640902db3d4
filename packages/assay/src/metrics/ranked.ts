import type { Cell, Row } from '../domain/cell.ts';
import { column, compare, type Expr, number, type Order, window } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { countIn, plainCell } from './read-row.ts';

/** The number of a row among those of its group, from 1. */
export const rank: Expr = column('~rank');
/** How many rows its group had before they were limited. */
export const ofGroup: Expr = column('~of');

/** The first `limit` rows of each group, in an order; each with its rank and with the size of its group. */
export const firstOfEach = (
  from: Relation,
  per: readonly string[],
  orderBy: readonly Order[],
  limit: number,
): Relation => {
  const partitionBy = per.map((name) => column(name));
  const columns = {
    '~rank': window('rowNumber', [], { partitionBy, orderBy }),
    '~of': window('count', [], { partitionBy }),
  };
  const ranked = subquery({ everything: true, columns, from }, 'ranked');
  return subquery(
    { everything: true, columns: {}, from: ranked, where: compare(rank, '<=', number(limit)) },
    'first',
  );
};

/** Columns by their own names, for `columns` and `groupBy` of a query. */
export const named = (names: readonly string[]): Readonly<Record<string, Expr>> =>
  Object.fromEntries(names.map((name) => [name, column(name)]));

/** The parts of a key under names of their own, so that a group may also be part of a key. */
export const keyParts = (names: readonly string[]): Readonly<Record<string, Expr>> =>
  Object.fromEntries(names.map((name, index) => [`~k${index}`, column(name)]));

/** The key of a row, as `keyParts` asked for it. */
export const keyIn = (row: Row, names: readonly string[]): readonly Cell[] =>
  names.map((_name, index) => plainCell(row[`~k${index}`] ?? null));

/** Rows of an answer in the order of their `rank`. */
export const inRankOrder = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((left, right) => countIn(left, 'rank') - countIn(right, 'rank'));
