import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { scalarKinds } from '../domain/column.ts';
import { aggregate, column, type Expr } from '../sql/expression.ts';
import { partitioned } from '../sql/lift-windows.ts';
import { subquery } from '../sql/select.ts';
import { type ConstantRun, maxable, runStart } from './in-order.ts';
import { defineMetric } from './metric.ts';
import { firstOfEach, inRankOrder, keyIn, keyParts, named, rank } from './ranked.ts';
import { countIn, plainCell } from './read-row.ts';

export interface ConstantRunsParams {
  readonly run: ConstantRun;
  /** Which rows are in a run worth showing. */
  readonly condition: Expr;
  readonly limit: number;
}

export interface OneRun {
  readonly key: readonly Cell[];
  /** The smallest value of the run, where a tolerance lets it vary. */
  readonly value: Cell;
  readonly readings: number;
  readonly from: Cell;
  readonly to: Cell;
}

export const constantRuns = defineMetric<ConstantRunsParams, { runs: readonly OneRun[] }, readonly OneRun[]>({
  id: 'constantRuns',
  version: 1,
  summary: 'The longest runs of equal values: group, value, length, from and to.',
  definition:
    'The limit longest runs of equal values, in the order of another column and apart for each group: value (the smallest, where a tolerance lets it vary), readings, first and last time. Of equally long runs the earlier comes first. Only rows for which a condition is true are counted.',
  params: z.strictObject({
    run: z.custom<ConstantRun>(),
    condition: z.custom<Expr>(),
    limit: z.int().positive(),
  }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: ({ run, condition, limit }, context) => ({
    from: (table, per) => {
      const outer = Object.values(named(per));
      const keys = { ...named(per), ...named(run.per ?? []) };
      const inRuns = subquery(
        {
          columns: {
            ...keys,
            '~start': partitioned(runStart(run), outer),
            '~value': maxable(context.column(run.column)),
            '~time': column(run.order),
            '~shown': partitioned(condition, outer),
          },
          from: table,
        },
        'in_runs',
      );
      const runs = subquery(
        {
          columns: {
            ...keys,
            '~n': aggregate('countAll'),
            '~value': aggregate('min', column('~value')),
            '~from': aggregate('min', column('~time')),
            '~to': aggregate('max', column('~time')),
          },
          from: inRuns,
          where: column('~shown'),
          groupBy: [...Object.values(keys), column('~start')],
        },
        'runs',
      );
      return firstOfEach(
        runs,
        per,
        [
          { by: column('~n'), descending: true },
          { by: column('~from') },
          ...Object.values(keys).map((by) => ({ by })),
        ],
        limit,
      );
    },
    groupBy: { ...keyParts(run.per ?? []), rank },
    select: {
      readings: aggregate('max', column('~n')),
      value: aggregate('max', column('~value')),
      from: aggregate('max', column('~from')),
      to: aggregate('max', column('~to')),
    },
  }),
  read: (rows, { run }) => ({
    runs: inRankOrder(rows).map((row) => ({
      key: keyIn(row, run.per ?? []),
      value: plainCell(row.value ?? null),
      readings: countIn(row, 'readings'),
      from: row.from ?? null,
      to: row.to ?? null,
    })),
  }),
  empty: () => ({ runs: [] }),
  merge: { kind: 'none' },
  value: ({ runs }) => runs,
});
