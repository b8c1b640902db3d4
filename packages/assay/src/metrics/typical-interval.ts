import { z } from 'zod';
import { aggregate, number } from '../sql/expression.ts';
import { interval, orderKinds } from './in-order.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn } from './read-row.ts';

export interface TypicalInterval {
  readonly intervals: number;
  /** Null below two times. */
  readonly median: number | null;
}

export const typicalInterval = defineMetric<{ readonly column: string }, TypicalInterval, TypicalInterval>({
  id: 'typicalInterval',
  version: 1,
  summary: 'Median time between successive times.',
  definition:
    'Median of the intervals between successive times, in seconds to the microsecond or in units of a counter: the cadence, where none is stated. Rows without a time are left out; null below two times. Engines may keep all intervals in memory.',
  params: z.strictObject({ column: z.string() }),
  accepts: orderKinds,
  exactness: { kind: 'rounding' },
  query: ({ column }, context) => {
    const length = interval({ order: column }, context.column(column).kind);
    return {
      select: {
        intervals: aggregate('count', length),
        median: aggregate('quantileExact', length, number(0.5)),
      },
    };
  },
  read: ([row]) => ({ intervals: countIn(row, 'intervals'), median: doubleIn(row, 'median') }),
  empty: () => ({ intervals: 0, median: null }),
  merge: { kind: 'none' },
  value: (state) => state,
});
