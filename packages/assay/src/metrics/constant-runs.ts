import { z } from 'zod';
import { type Cell, numberOf } from '../domain/cell.ts';
import { scalarKinds } from '../domain/column.ts';
import { aggregate, column, type Expr, notNull } from '../sql/expression.ts';
import { subquery } from '../sql/select.ts';
import { type ConstantRun, maxable, runStart } from './in-order.ts';
import { defineMetric } from './metric.ts';

export interface ConstantRunsParams {
  readonly run: ConstantRun;
  /** Which rows are in a run worth showing. */
  readonly condition: Expr;
  readonly limit: number;
}

export interface OneRun {
  readonly key: readonly Cell[];
  readonly value: Cell;
  readonly readings: number;
  readonly from: Cell;
  readonly to: Cell;
}

/** The longest runs of equal values among the rows of a condition: where, when, at what value. For reports. */
export const constantRuns = defineMetric<ConstantRunsParams, { runs: readonly OneRun[] }, readonly OneRun[]>({
  id: 'constantRuns',
  version: 1,
  summary: 'The longest runs of equal values: group, value, length, from and to.',
  params: z.strictObject({ run: z.custom<ConstantRun>(), condition: z.custom<Expr>(), limit: z.number() }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: ({ run, condition, limit }, context) => ({
    from: (table) =>
      subquery(
        { everything: true, columns: { '~start': runStart(run) }, from: table, where: condition },
        'runs',
      ),
    groupBy: Object.fromEntries([
      ...(run.per ?? []).map((name, index) => [`g${index}`, column(name)]),
      ['start', column('~start')],
    ]),
    select: {
      readings: aggregate('countAll'),
      value: aggregate('min', maxable(context.column(run.column))),
      from: aggregate('min', column(run.order)),
      to: aggregate('max', column(run.order)),
    },
    having: notNull(column('~start')),
    orderBy: [{ by: column('readings'), descending: true }, { by: column('from') }],
    limit,
  }),
  read: (rows, { run }) => ({
    runs: rows.map((row) => ({
      key: (run.per ?? []).map((_name, index) => row[`g${index}`] ?? null),
      value: row.value ?? null,
      readings: numberOf(row.readings ?? 0) ?? 0,
      from: row.from ?? null,
      to: row.to ?? null,
    })),
  }),
  empty: () => ({ runs: [] }),
  merge: { kind: 'none' },
  value: ({ runs }) => runs,
});
