import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { aggregate, and, column, inQuery, not, notNull } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { defineMetric } from './metric.ts';
import { firstOfEach, inRankOrder, ofGroup, rank } from './ranked.ts';
import { countIn } from './read-row.ts';

export interface AbsentKeysParams {
  readonly column: string;
  /** The dataset that lists what must be there, and its column. */
  readonly expected: Relation;
  readonly reference: string;
  readonly limit: number;
}

export interface AbsentKeys {
  /** In order, as the engine orders texts. */
  readonly keys: readonly Cell[];
  readonly total: number;
}

export const absentKeys = defineMetric<AbsentKeysParams, AbsentKeys, AbsentKeys>({
  id: 'absentKeys',
  version: 1,
  summary: 'Values that another dataset lists and no row has.',
  definition:
    'Values that a column of another dataset lists and no row of this table has: up to limit of them, in the order of the engine, and how many there are. NULL is no value. Not asked per group.',
  params: z.strictObject({
    column: z.string(),
    expected: z.custom<Relation>(),
    reference: z.string(),
    limit: z.int().positive(),
  }),
  accepts: 'table',
  exactness: { kind: 'exact' },
  showsValues: true,
  query: ({ column: name, expected, reference, limit }) => {
    const key = column(reference);
    return {
      from: (table) => {
        const present = inQuery([key], {
          columns: { present: column(name) },
          from: table,
          where: notNull(column(name)),
        });
        const absent = subquery(
          {
            columns: { '~key': key },
            from: expected,
            where: and(notNull(key), not(present)),
            groupBy: [key],
          },
          'absent',
        );
        return firstOfEach(absent, [], [{ by: column('~key') }], limit);
      },
      groupBy: { key: column('~key') },
      select: { total: aggregate('max', ofGroup), rank: aggregate('max', rank) },
    };
  },
  read: (rows) => ({
    keys: inRankOrder(rows).map((row) => row.key ?? null),
    total: countIn(rows[0], 'total'),
  }),
  empty: () => ({ keys: [], total: 0 }),
  merge: { kind: 'none' },
  value: (state) => state,
});
