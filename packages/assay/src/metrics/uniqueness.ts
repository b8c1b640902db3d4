import { scalarKinds } from '../domain/column.ts';
import { aggregate, and, compare, notNull, number, when } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';
import { groupSize, groupValue, valueGroups } from './value-groups.ts';

export interface UniquenessState {
  /** Values that are not NULL. */
  readonly present: number;
  readonly distinct: number;
  /** Values that occur exactly once. */
  readonly once: number;
}

export interface Uniqueness extends UniquenessState {
  /** once / present; null of no values. */
  readonly ratio: number | null;
}

export const uniqueness = defineMetric<ColumnParams, UniquenessState, Uniqueness>({
  id: 'uniqueness',
  version: 1,
  summary: 'Values that occur exactly once, and their share.',
  definition:
    'Values that occur exactly once, and their share of all values, once / present; NULL left out. Null of no values.',
  params: columnParams,
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  query: (params) => {
    const isPresent = notNull(groupValue());
    return {
      from: valueGroups([operand(params)]),
      select: {
        present: aggregate('sum', when(isPresent, groupSize)),
        distinct: aggregate('countIf', isPresent),
        once: aggregate('countIf', and(isPresent, compare(groupSize, '=', number(1)))),
      },
    };
  },
  read: ([row]) => ({
    present: countIn(row, 'present'),
    distinct: countIn(row, 'distinct'),
    once: countIn(row, 'once'),
  }),
  empty: () => ({ present: 0, distinct: 0, once: 0 }),
  merge: { kind: 'none' },
  value: (state) => ({ ...state, ratio: state.present === 0 ? null : state.once / state.present }),
});
