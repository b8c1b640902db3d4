import { z } from 'zod';
import { scalarKinds } from '../domain/column.ts';
import { aggregate, and, column, compare, type Expr, notNull } from '../sql/expression.ts';
import { subquery } from '../sql/select.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface DependencyParams {
  /** What decides; rows where one is NULL are left out. */
  readonly determinant: readonly Expr[];
  /** What is decided; as `min` and `max` take it. */
  readonly dependent: Expr;
}

export interface Dependency {
  readonly keys: number;
  /** Keys with more than one value. */
  readonly conflicting: number;
}

export const dependency = defineMetric<DependencyParams, Dependency, Dependency>({
  id: 'dependency',
  version: 1,
  summary: 'Number of keys, and of those that have more than one value of another column.',
  definition:
    'Different keys, and those of them that have more than one value of another column: 0 where the key decides the value. Keys that hold a NULL are left out; a NULL is no value.',
  params: z.strictObject({ determinant: z.array(z.custom<Expr>()).min(1), dependent: z.custom<Expr>() }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: ({ determinant, dependent }) => ({
    from: (table, per) =>
      subquery(
        {
          columns: {
            ...Object.fromEntries(per.map((name) => [name, column(name)])),
            '~least': aggregate('min', dependent),
            '~most': aggregate('max', dependent),
          },
          from: table,
          where: and(...determinant.map(notNull)),
          groupBy: [...per.map((name) => column(name)), ...determinant],
        },
        'keys',
      ),
    select: {
      keys: aggregate('countAll'),
      conflicting: aggregate('countIf', compare(column('~least'), '<>', column('~most'))),
    },
  }),
  read: ([row]) => ({ keys: countIn(row, 'keys'), conflicting: countIn(row, 'conflicting') }),
  empty: () => ({ keys: 0, conflicting: 0 }),
  merge: { kind: 'none' },
  value: (state) => state,
});
