import { scalarKinds } from '../domain/column.ts';
import { aggregate, arithmetic, call, notNull, when } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn } from './read-row.ts';
import { groupSize, groupValue, valueGroups } from './value-groups.ts';

export interface EntropyState {
  readonly present: number;
  readonly distinct: number;
  /** Σ c ln c over the counts c of the different values. */
  readonly sum: number;
}

export interface Entropy {
  /** Null of no values. */
  readonly bits: number | null;
  /** Entropy as a share of the largest possible one, log2 of the number of different values; null below two of those. */
  readonly evenness: number | null;
  readonly distinct: number;
}

export const entropy = defineMetric<ColumnParams, EntropyState, Entropy>({
  id: 'entropy',
  version: 1,
  summary: 'Shannon entropy of the values in bits.',
  definition:
    'Shannon entropy of the values in bits, H = −Σ p log₂ p, with p the share of each different value (Shannon 1948, “A mathematical theory of communication”). 0 where all values are equal. Evenness is H / log₂ of the number of different values, between 0 and 1; null below two of those. NULL is left out; null of no values.',
  params: columnParams,
  accepts: scalarKinds,
  exactness: { kind: 'rounding' },
  query: (params) => {
    const size = when(notNull(groupValue()), call('toDouble', groupSize));
    return {
      from: valueGroups([operand(params)]),
      select: {
        present: aggregate('sum', when(notNull(groupValue()), groupSize)),
        distinct: aggregate('countIf', notNull(groupValue())),
        sum: aggregate('sum', arithmetic(size, '*', call('ln', size))),
      },
    };
  },
  read: ([row]) => ({
    present: countIn(row, 'present'),
    distinct: countIn(row, 'distinct'),
    sum: doubleIn(row, 'sum') ?? 0,
  }),
  empty: () => ({ present: 0, distinct: 0, sum: 0 }),
  merge: { kind: 'none' },
  value: ({ present, distinct, sum }) => {
    const rounded = distinct === 1 ? 0 : Math.max(0, Math.log(present) - sum / present);
    const nats = present === 0 ? null : rounded;
    return {
      bits: nats === null ? null : nats / Math.LN2,
      evenness: nats === null || distinct < 2 ? null : Math.min(1, nats / Math.log(distinct)),
      distinct,
    };
  },
});
