import { z } from 'zod';
import { type Cell, numberOf } from '../domain/cell.ts';
import { aggregate, column, type Expr } from '../sql/expression.ts';
import { subquery } from '../sql/select.ts';
import { isGap, missingIn } from './cadence.ts';
import { before, type InOrder, interval, orderKinds } from './in-order.ts';
import { defineMetric } from './metric.ts';

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

/** The longest gaps: whose, from when to when, how many readings are missing. For reports. */
export const longestGaps = defineMetric<LongestGapsParams, { gaps: readonly OneGap[] }, readonly OneGap[]>({
  id: 'longestGaps',
  version: 1,
  summary: 'The longest gaps between successive times: group, from, to, missing readings.',
  params: z.strictObject({
    sequence: z.custom<InOrder>(),
    every: z.number(),
    factor: z.number(),
    limit: z.number(),
  }),
  accepts: orderKinds,
  exactness: { kind: 'exact' },
  query: ({ sequence, every, factor, limit }, context) => {
    const length = interval(sequence, context.column(sequence.order).kind);
    const columns: Readonly<Record<string, Expr>> = {
      '~length': length,
      '~from': before(column(sequence.order), sequence),
    };
    return {
      from: (table) =>
        subquery({ everything: true, columns, from: table, where: isGap(length, { every, factor }) }, 'gaps'),
      groupBy: Object.fromEntries([
        ...(sequence.per ?? []).map((name, index) => [`g${index}`, column(name)] as const),
        ['from', column('~from')] as const,
        ['to', column(sequence.order)] as const,
      ]),
      select: {
        length: aggregate('max', column('~length')),
        missing: aggregate('max', missingIn(column('~length'), every)),
      },
      orderBy: [{ by: column('length'), descending: true }, { by: column('from') }],
      limit,
    };
  },
  read: (rows, { sequence }) => ({
    gaps: rows.map((row) => ({
      key: (sequence.per ?? []).map((_name, index) => row[`g${index}`] ?? null),
      missing: numberOf(row.missing ?? 0) ?? 0,
      length: numberOf(row.length ?? 0) ?? 0,
      from: row.from ?? null,
      to: row.to ?? null,
    })),
  }),
  empty: () => ({ gaps: [] }),
  merge: { kind: 'none' },
  value: ({ gaps }) => gaps,
});
