import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { aggregate, column } from '../sql/expression.ts';
import { partitioned } from '../sql/lift-windows.ts';
import { subquery } from '../sql/select.ts';
import { isGap, missingIn } from './cadence.ts';
import { before, type InOrder, interval, orderKinds } from './in-order.ts';
import { defineMetric } from './metric.ts';
import { firstOfEach, inRankOrder, keyIn, keyParts, named, rank } from './ranked.ts';
import { countIn, doubleIn } from './read-row.ts';

export interface LongestGapsParams {
  readonly sequence: InOrder;
  readonly every: number;
  readonly factor: number;
  readonly limit: number;
}

export interface OneGap {
  readonly key: readonly Cell[];
  readonly missing: number;
  /** Time from the last reading before to the first after it, in seconds or units of the counter. */
  readonly length: number;
  readonly from: Cell;
  readonly to: Cell;
}

export const longestGaps = defineMetric<LongestGapsParams, { gaps: readonly OneGap[] }, readonly OneGap[]>({
  id: 'longestGaps',
  version: 1,
  summary: 'The longest gaps between successive times: group, from, to, missing readings.',
  definition:
    'The limit longest gaps between successive times: intervals longer than factor · every, in seconds to the microsecond or in units of a counter, with the readings each leaves out (as of the metric cadence), apart for each group. Of equally long gaps the earlier comes first.',
  params: z.strictObject({
    sequence: z.custom<InOrder>(),
    every: z.number().positive(),
    factor: z.number().min(1),
    limit: z.int().positive(),
  }),
  accepts: orderKinds,
  exactness: { kind: 'exact' },
  showsValues: true,
  query: ({ sequence, every, factor, limit }, context) => ({
    from: (table, per) => {
      const outer = Object.values(named(per));
      const keys = { ...named(per), ...named(sequence.per ?? []) };
      const length = partitioned(interval(sequence, context.column(sequence.order).kind), outer);
      const gaps = subquery(
        {
          columns: {
            ...keys,
            '~length': length,
            '~from': partitioned(before(column(sequence.order), sequence), outer),
            '~to': column(sequence.order),
          },
          from: table,
          where: isGap(length, { every, factor }),
        },
        'gaps',
      );
      return firstOfEach(
        gaps,
        per,
        [
          { by: column('~length'), descending: true },
          { by: column('~from') },
          ...Object.values(keys).map((by) => ({ by })),
        ],
        limit,
      );
    },
    groupBy: { ...keyParts(sequence.per ?? []), rank },
    select: {
      length: aggregate('max', column('~length')),
      missing: aggregate('max', missingIn(column('~length'), every)),
      from: aggregate('max', column('~from')),
      to: aggregate('max', column('~to')),
    },
  }),
  read: (rows, { sequence }) => ({
    gaps: inRankOrder(rows).map((row) => ({
      key: keyIn(row, sequence.per ?? []),
      missing: countIn(row, 'missing'),
      length: doubleIn(row, 'length') ?? 0,
      from: row.from ?? null,
      to: row.to ?? null,
    })),
  }),
  empty: () => ({ gaps: [] }),
  merge: { kind: 'none' },
  value: ({ gaps }) => gaps,
});
