import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { scalarKinds } from '../domain/column.ts';
import { aggregate, column, compare, number, window } from '../sql/expression.ts';
import { type Relation, type Select, subquery } from '../sql/select.ts';
import { distinctCells } from './cell-order.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { exactCell } from './exact-sum.ts';
import { defineMetric } from './metric.ts';
import { plainCell } from './read-row.ts';
import { groupSize, groupValue, valueGroups } from './value-groups.ts';

export interface ValueSetParams extends ColumnParams {
  readonly limit: number;
}

export interface ValueSetState {
  readonly limit: number;
  /** Sorted; null where there are more than the limit. */
  readonly values: readonly Cell[] | null;
}

/** The different values, NULL left out, if there are at most `limit`; otherwise undefined. */
export const valueSet = defineMetric<ValueSetParams, ValueSetState, readonly Cell[] | undefined>({
  id: 'valueSet',
  version: 1,
  summary: 'The different values, where they are few.',
  params: columnParams.extend({ limit: z.int().positive() }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: (params) => ({
    from: firstValues(params),
    groupBy: { value: groupValue() },
    select: { n: aggregate('max', groupSize) },
  }),
  read: (rows, { limit }) => {
    const values = rows.map((row) => row.value ?? null).filter((value) => value !== null);
    return atMost(
      limit,
      values.map((value) => plainCell(exactCell(value))),
    );
  },
  empty: ({ limit }) => ({ limit, values: [] }),
  merge: {
    kind: 'commutative',
    merge: (left, right) =>
      left.values === null || right.values === null
        ? { limit: left.limit, values: null }
        : atMost(left.limit, [...left.values, ...right.values]),
  },
  value: ({ values }) => values ?? undefined,
});

/**
 * Two groups more than the limit are enough to know, since one may be that of NULL; of each group of rows, where those are asked
 * for.
 */
const firstValues =
  (params: ValueSetParams) =>
  (table: Relation, per: readonly string[]): Relation => {
    const groups: Select = {
      everything: true,
      columns: {},
      from: valueGroups([operand(params)])(table, per),
    };
    const enough = params.limit + 2;
    if (per.length === 0) return subquery({ ...groups, limit: enough }, 'few');
    const partitionBy = per.map((name) => column(name));
    const rank = window('rowNumber', [], { partitionBy, orderBy: [{ by: groupValue() }] });
    const ranked = subquery({ ...groups, columns: { '~rank': rank } }, 'ranked');
    const few = compare(column('~rank'), '<=', number(enough));
    return subquery({ everything: true, columns: {}, from: ranked, where: few }, 'few');
  };

const atMost = (limit: number, cells: readonly Cell[]): ValueSetState => {
  const values = distinctCells(cells);
  return { limit, values: values.length > limit ? null : values };
};
