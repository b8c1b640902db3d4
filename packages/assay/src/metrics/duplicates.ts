import { z } from 'zod';
import { scalarKinds } from '../domain/column.ts';
import {
  aggregate,
  and,
  arithmetic,
  column,
  compare,
  type Expr,
  not,
  number,
  when,
} from '../sql/expression.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';
import { groupHoldsNull, groupSize, valueGroups } from './value-groups.ts';

export interface DuplicatesParams {
  readonly columns: readonly string[];
  /** Looks only at rows for which this is true. */
  readonly where?: Expr | undefined;
  /** With `equal`, a NULL in a key is a value like any other; otherwise such keys are left out. */
  readonly nulls?: 'equal' | undefined;
}

export interface Duplicates {
  /** Different keys. */
  readonly keys: number;
  /** Keys that more than one row has. */
  readonly duplicatedKeys: number;
  readonly rowsInDuplicates: number;
  /** Rows beyond the first of each key. */
  readonly surplusRows: number;
  /** Rows whose key holds a NULL. */
  readonly nullKeys: number;
}

export const duplicates = defineMetric<DuplicatesParams, Duplicates, Duplicates>({
  id: 'duplicates',
  version: 1,
  summary: 'Keys that more than one row has, and the rows in them.',
  definition:
    'Different keys; keys that more than one row has; the rows in those; the rows beyond the first of each; and rows whose key holds a NULL. Keys that hold a NULL are no duplicates, unless nulls is equal: then NULL is a value like any other.',
  params: z.strictObject({
    columns: z.array(z.string()).min(1),
    where: z.custom<Expr>().optional(),
    nulls: z.literal('equal').optional(),
  }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: ({ columns, where, nulls }) => {
    const holdsNull = groupHoldsNull(columns.length);
    const counted = nulls === 'equal' ? [] : [not(holdsNull)];
    const repeated = and(...counted, compare(groupSize, '>', number(1)));
    const key = nulls === 'equal' ? aggregate('countAll') : aggregate('countIf', not(holdsNull));
    return {
      from: valueGroups(
        columns.map((name) => column(name)),
        where,
      ),
      select: {
        keys: key,
        duplicatedKeys: aggregate('countIf', repeated),
        rowsInDuplicates: aggregate('sum', when(repeated, groupSize)),
        surplusRows: aggregate('sum', when(repeated, arithmetic(groupSize, '-', number(1)))),
        nullKeys: aggregate('sum', when(holdsNull, groupSize)),
      },
    };
  },
  read: ([row]) => ({
    keys: countIn(row, 'keys'),
    duplicatedKeys: countIn(row, 'duplicatedKeys'),
    rowsInDuplicates: countIn(row, 'rowsInDuplicates'),
    surplusRows: countIn(row, 'surplusRows'),
    nullKeys: countIn(row, 'nullKeys'),
  }),
  empty: () => ({ keys: 0, duplicatedKeys: 0, rowsInDuplicates: 0, surplusRows: 0, nullKeys: 0 }),
  merge: { kind: 'none' },
  value: (state) => state,
});
