import { z } from 'zod';
import { type Cell, cellText } from '../domain/cell.ts';
import { scalarKinds } from '../domain/column.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { aggregate, column, compare, type Expr, number, scalar, when, window } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { exactCell } from './exact-sum.ts';
import { defineMetric } from './metric.ts';
import { countIn, plainCell } from './read-row.ts';
import { groupValue, valueGroups } from './value-groups.ts';

export interface ValueSetParams extends ColumnParams {
  readonly limit: number;
}

export interface ValueSetState {
  readonly limit: number;
  /** Sorted; null where there are more than the limit. */
  readonly values: readonly Cell[] | null;
}

export const valueSet = defineMetric<ValueSetParams, ValueSetState, readonly Cell[] | undefined>({
  id: 'valueSet',
  version: 1,
  summary: 'The different values, where they are few.',
  definition:
    'The different values, NULL left out, in order, where there are at most limit; otherwise nothing.',
  params: columnParams.extend({ limit: z.int().positive() }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params) => ({
    from: firstValues(params),
    groupBy: { value: groupValue() },
    select: { seen: aggregate('max', column('~seen')) },
  }),
  read: (rows, { limit }) => {
    if (rows.some((row) => countIn(row, 'seen') > limit)) return { limit, values: null };
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

/** So many rows are looked at before all of them: where they hold too many values already, the others are not grouped. */
const prefixRows = 50_000;

const prefixDistinct = (value: Expr, table: Relation): Expr => {
  const prefix = subquery({ columns: { '~v': value }, from: table, limit: prefixRows }, 'prefix');
  return scalar({ columns: { n: aggregate('countDistinct', column('~v')) }, from: prefix });
};

/**
 * Two groups more than the limit are enough to know, since one may be that of NULL; of each group of rows, where those are asked
 * for. `~seen` is how many values are known already.
 */
const firstValues =
  (params: ValueSetParams) =>
  (table: Relation, per: readonly string[]): Relation => {
    const value = operand(params);
    const enough = params.limit + 2;
    if (per.length === 0) {
      const seen = prefixDistinct(value, table);
      const groups = valueGroups([when(compare(seen, '<=', number(params.limit)), value)])(table, per);
      return subquery({ everything: true, columns: { '~seen': seen }, from: groups, limit: enough }, 'few');
    }
    const partitionBy = per.map((name) => column(name));
    const rank = window('rowNumber', [], { partitionBy, orderBy: [{ by: groupValue() }] });
    const columns = { '~rank': rank, '~seen': number(0) };
    const ranked = subquery({ everything: true, columns, from: valueGroups([value])(table, per) }, 'ranked');
    const few = compare(column('~rank'), '<=', number(enough));
    return subquery({ everything: true, columns: {}, from: ranked, where: few }, 'few');
  };

/** Different cells, sorted. */
const distinctCells = (cells: readonly Cell[]): readonly Cell[] => {
  const known = new Map(cells.map((cell) => [`${typeof cell} ${cellText(cell)}`, cell]));
  return [...known.values()].sort(compareCells);
};

const atMost = (limit: number, cells: readonly Cell[]): ValueSetState => {
  const values = distinctCells(cells);
  return { limit, values: values.length > limit ? null : values };
};
