import { z } from 'zod';
import { scalarKinds } from '../domain/column.ts';
import { call } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { isSmall } from './profiled-closer.ts';
import { noValues, readTop, type TopValues, topOf } from './top-values.ts';
import { groupValue, valueGroups } from './value-groups.ts';

export interface ValueCountsParams extends ColumnParams {
  readonly limit: number;
}

export interface ValueCounts extends TopValues {
  /** Values that are not NULL and not among the top. */
  readonly others: number;
}

const profiledValues = 10;

export const valueCounts = defineMetric<ValueCountsParams, TopValues, ValueCounts>({
  id: 'valueCounts',
  version: 1,
  summary: 'The most frequent values and how often each occurs.',
  definition:
    'The limit most frequent values with their counts; the number of different values; and how many rows have one of the others. NULL is left out. Of equally frequent values the smaller comes first, texts by code point.',
  params: columnParams.extend({ limit: z.int().positive() }),
  accepts: scalarKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: (params, context) => {
    const isText = context.column(params.column).kind === 'text';
    return topOf(
      valueGroups([operand(params)]),
      params.limit,
      isText ? call('byCodePoint', groupValue()) : groupValue(),
    );
  },
  read: readTop,
  empty: () => noValues,
  merge: { kind: 'none' },
  value: (state) => ({
    ...state,
    others: state.present - state.top.reduce((total, { count }) => total + count, 0),
  }),
  profile: ({ name }, known) => (isSmall(known) ? { column: name, limit: profiledValues } : undefined),
});
