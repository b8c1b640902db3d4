import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { compareCells } from '../domain/compare-cells.ts';
import {
  aggregate,
  and,
  column,
  compare,
  type Expr,
  isNull,
  number,
  when,
  window,
} from '../sql/expression.ts';
import { after, before, placed, position } from './in-order.ts';
import { defineMetric } from './metric.ts';
import { orderedKinds } from './ordered-kinds.ts';
import { countIn } from './read-row.ts';

export interface SortednessParams {
  readonly column: string;
  /** The column that orders the rows; absent: the order in which the source holds them. */
  readonly order?: string | undefined;
}

export interface SortednessState {
  readonly rows: number;
  readonly nulls: number;
  readonly rising: number;
  readonly falling: number;
  readonly level: number;
  /** Values of the first and the last row. */
  readonly first: Cell;
  readonly last: Cell;
}

const steps = (previous: Expr, value: Expr): Readonly<Record<string, Expr>> => ({
  rising: aggregate('countIf', compare(value, '>', previous)),
  falling: aggregate('countIf', compare(value, '<', previous)),
  level: aggregate('countIf', compare(value, '=', previous)),
});

const inSource = (value: Expr): Readonly<Record<string, Expr>> => {
  const row = window('rowNumberInSource', [], {});
  return {
    rows: aggregate('countAll'),
    present: aggregate('count', value),
    ...steps(window('lagInSource', [value], {}), value),
    first: aggregate('max', when(compare(row, '=', number(1)), value)),
    last: aggregate('max', when(compare(row, '=', window('count', [], {})), value)),
  };
};

const inOrder = (value: Expr, order: string): Readonly<Record<string, Expr>> => {
  const sequence = { order };
  const here = placed(sequence);
  return {
    rows: aggregate('countIf', here),
    present: aggregate('count', when(here, value)),
    ...steps(before(value, sequence), when(here, value)),
    first: aggregate('max', when(and(here, compare(position(sequence), '=', number(1))), value)),
    last: aggregate('max', when(and(here, isNull(after(column(order), sequence))), value)),
  };
};

const join = (left: SortednessState, right: SortednessState): SortednessState => {
  if (left.rows === 0) return right;
  if (right.rows === 0) return left;
  const step = left.last === null || right.first === null ? undefined : compareCells(right.first, left.last);
  return {
    rows: left.rows + right.rows,
    nulls: left.nulls + right.nulls,
    rising: left.rising + right.rising + Number(step !== undefined && step > 0),
    falling: left.falling + right.falling + Number(step !== undefined && step < 0),
    level: left.level + right.level + Number(step === 0),
    first: left.first,
    last: right.last,
  };
};

export const sortedness = defineMetric<SortednessParams, SortednessState, SortednessState>({
  id: 'sortedness',
  version: 1,
  summary: 'Steps from row to row that rise, fall, or stay level.',
  definition:
    'Steps from each row to the next that rise, fall, or stay level. A step from or to NULL is none of these; NaN is above every number. A column without NULL that only rises holds no value twice. Rows follow each other by the column order (those without one are left out; those of equal order follow each other as they come), or as the source holds them, which a table without an order of rows cannot say. Parts merge in the order of the rows.',
  params: z.strictObject({ column: z.string(), order: z.string().optional() }),
  accepts: orderedKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: ({ column: name, order }) => ({
    select: order === undefined ? inSource(column(name)) : inOrder(column(name), order),
  }),
  read: ([row]) => ({
    rows: countIn(row, 'rows'),
    nulls: countIn(row, 'rows') - countIn(row, 'present'),
    rising: countIn(row, 'rising'),
    falling: countIn(row, 'falling'),
    level: countIn(row, 'level'),
    first: row?.first ?? null,
    last: row?.last ?? null,
  }),
  empty: () => ({ rows: 0, nulls: 0, rising: 0, falling: 0, level: 0, first: null, last: null }),
  merge: { kind: 'ordered', merge: join },
  value: (state) => state,
});
