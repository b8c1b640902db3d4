import { numberOf } from '../domain/cell.ts';
import { columnKinds } from '../domain/column.ts';
import { aggregate } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';

export const nulls = defineMetric<
  ColumnParams,
  { rows: number; nulls: number },
  { rows: number; nulls: number }
>({
  id: 'nulls',
  version: 1,
  summary: 'Number of NULLs, and of rows.',
  definition: 'Rows whose value is NULL, and all rows. With where, rows outside the condition count as NULL.',
  params: columnParams,
  accepts: columnKinds,
  exactness: { kind: 'exact' },
  query: (params) => ({
    select: { rows: aggregate('countAll'), present: aggregate('count', operand(params)) },
  }),
  read: ([row]) => {
    const total = numberOf(row?.rows ?? 0) ?? 0;
    return { rows: total, nulls: total - (numberOf(row?.present ?? 0) ?? 0) };
  },
  empty: () => ({ rows: 0, nulls: 0 }),
  merge: countsAddUp,
  value: (state) => state,
  profile: profiledFirst,
  fromFacts: (params, facts) => {
    const known = facts.columns.get(params.column)?.nulls;
    return known === undefined || facts.rows === undefined || params.where !== undefined
      ? undefined
      : { rows: facts.rows, nulls: known };
  },
});
