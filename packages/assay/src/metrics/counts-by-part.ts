import { z } from 'zod';
import { aggregate, column, type Expr, or } from '../sql/expression.ts';
import { partitioned } from '../sql/lift-windows.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface CountsByPartParams {
  readonly part: Expr;
  readonly parts: number;
  readonly conditions: readonly Expr[];
}

const partName = '~part';
const conditionName = (index: number): string => `~c${index}`;

/** The rows for which some condition is true, with the number of their part; it may hold windows of all rows. */
const hits =
  ({ part, conditions }: CountsByPartParams) =>
  (table: Relation, per: readonly string[]): Relation => {
    const keys = Object.fromEntries(per.map((name) => [name, column(name)]));
    const marks = conditions.map((condition, index) => [conditionName(index), condition] as const);
    const marked = subquery(
      {
        columns: {
          ...keys,
          [partName]: partitioned(part, Object.values(keys)),
          ...Object.fromEntries(marks),
        },
        from: table,
      },
      'marked',
    );
    const some = or(...marks.map(([name]) => column(name)));
    return subquery({ everything: true, columns: {}, from: marked, where: some }, 'hits');
  };

const zeros = ({ parts, conditions }: CountsByPartParams): number[][] =>
  conditions.map(() => Array.from({ length: parts }, () => 0));

export const countsByPart = defineMetric<CountsByPartParams, { counts: number[][] }, number[][]>({
  id: 'countsByPart',
  version: 1,
  summary: 'Number of rows for which conditions are true, in each part of the rows.',
  definition:
    'For each condition a list: the rows of each part for which it is true. `part` numbers the parts from 0; rows whose number is NULL or not below `parts` are in none. A NULL condition is not true.',
  params: z.strictObject({
    part: z.custom<Expr>(),
    parts: z.int().positive(),
    conditions: z.array(z.custom<Expr>()).min(1),
  }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  query: (params) => ({
    from: hits(params),
    groupBy: { [partName]: column(partName) },
    select: Object.fromEntries(
      params.conditions.map((_condition, index) => [
        conditionName(index),
        aggregate('countIf', column(conditionName(index))),
      ]),
    ),
  }),
  read: (rows, params) => {
    const counts = zeros(params);
    for (const row of rows) {
      const part = row[partName] === null ? -1 : countIn(row, partName);
      for (const [index, own] of counts.entries())
        if (own[part] !== undefined) own[part] = countIn(row, conditionName(index));
    }
    return { counts };
  },
  empty: (params) => ({ counts: zeros(params) }),
  merge: { kind: 'none' },
  value: ({ counts }) => counts,
});
