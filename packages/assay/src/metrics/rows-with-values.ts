import { z } from 'zod';
import { scalarKinds } from '../domain/column.ts';
import { aggregate, column, type Expr, when } from '../sql/expression.ts';
import { subquery } from '../sql/select.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface RowsWithValuesParams {
  readonly columns: readonly string[];
  /** On the columns named alone. */
  readonly condition: Expr;
}

export const rowsWithValues = defineMetric<RowsWithValuesParams, { count: number }, number>({
  id: 'rowsWithValues',
  version: 1,
  summary: 'Number of rows for which a condition on values is true, asked once for each different value.',
  definition:
    'Rows for which a condition on some columns is true: the same number as of countWhere, but the condition is asked once for each different value, which is cheaper where values are few and the condition costs much.',
  params: z.strictObject({ columns: z.array(z.string()).min(1), condition: z.custom<Expr>() }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: ({ columns, condition }) => ({
    from: (table, per) => {
      const names = [...new Set([...per, ...columns])];
      const values = Object.fromEntries(names.map((name) => [name, column(name)]));
      return subquery(
        { columns: { ...values, '~n': aggregate('countAll') }, from: table, groupBy: Object.values(values) },
        'values',
      );
    },
    select: { count: aggregate('sum', when(condition, column('~n'))) },
  }),
  read: ([row]) => ({ count: countIn(row, 'count') }),
  empty: () => ({ count: 0 }),
  merge: countsAddUp,
  value: ({ count }) => count,
});
