import type { Column } from '../../../domain/column.ts';
import { maxable } from '../../../metrics/in-order.ts';
import { countIn } from '../../../metrics/read-row.ts';
import {
  aggregate,
  and,
  column,
  compare,
  type Expr,
  notNull,
  number,
  when,
} from '../../../sql/expression.ts';
import { type Relation, subquery } from '../../../sql/select.ts';
import { askRow, type Looking } from '../looking.ts';

export interface KeyedRows {
  readonly from: Relation;
  readonly where?: Expr;
  /** Rows that lack a part of it are left out. */
  readonly key: readonly string[];
  /** True of rows that are kept back. */
  readonly isHeld?: Expr;
}

/** How far the rows of a key agree on another column. */
export interface ByKey {
  /** Keys of which a row has a value, and those of which two or more do. */
  readonly keys: number;
  readonly repeated: number;
  /** Rows with a value whose key another such row shares, and those of them that are kept back. */
  readonly rows: number;
  readonly heldRows: number;
  /** Keys of which rows have different values. */
  readonly conflicting: number;
}

const namedBy = (index: number) => ({
  least: `least${index}`,
  most: `most${index}`,
  n: `n${index}`,
  held: `held${index}`,
});

const perKey = (of: Column, index: number, isHeld: Expr | undefined): Readonly<Record<string, Expr>> => {
  const names = namedBy(index);
  return {
    [names.least]: aggregate('min', maxable(of)),
    [names.most]: aggregate('max', maxable(of)),
    [names.n]: aggregate('count', column(of.name)),
    ...(isHeld === undefined
      ? {}
      : { [names.held]: aggregate('countIf', and(notNull(column(of.name)), isHeld)) }),
  };
};

const overKeys = (index: number, isMarked: boolean): Readonly<Record<string, Expr>> => {
  const { least, most, n, held } = namedBy(index);
  const shared = compare(column(n), '>', number(1));
  return {
    [`keys${index}`]: aggregate('countIf', compare(column(n), '>', number(0))),
    [`repeated${index}`]: aggregate('countIf', shared),
    [`rows${index}`]: aggregate('sum', when(shared, column(n))),
    ...(isMarked ? { [`kept${index}`]: aggregate('sum', when(shared, column(held))) } : {}),
    [`conflicting${index}`]: aggregate('countIf', compare(column(least), '<>', column(most))),
  };
};

/** One query for all columns that one key may decide: by key, the least and the largest value of each. */
export const countedByKey = async (
  looking: Looking,
  { from, where, key, isHeld }: KeyedRows,
  columns: readonly Column[],
): Promise<readonly ByKey[]> => {
  const keys = key.map((name) => column(name));
  const groups = subquery(
    {
      columns: Object.assign({}, ...columns.map((of, index) => perKey(of, index, isHeld))),
      from,
      where: and(...keys.map(notNull), ...(where === undefined ? [] : [where])),
      groupBy: keys,
    },
    'groups',
  );
  looking.onStep?.(0);
  const row = await askRow(looking, {
    columns: Object.assign({}, ...columns.map((_of, index) => overKeys(index, isHeld !== undefined))),
    from: groups,
  });
  return columns.map((_of, index) => ({
    keys: countIn(row, `keys${index}`),
    repeated: countIn(row, `repeated${index}`),
    rows: countIn(row, `rows${index}`),
    heldRows: countIn(row, `kept${index}`),
    conflicting: countIn(row, `conflicting${index}`),
  }));
};
