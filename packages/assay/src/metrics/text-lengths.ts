import { aggregate, and, call, compare, text, when } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn } from './read-row.ts';

export interface TextLengthsState {
  readonly n: number;
  /** Null where there is no text. */
  readonly min: number | null;
  readonly max: number | null;
  readonly total: number;
  readonly empty: number;
  readonly blank: number;
}

export interface TextLengths extends Omit<TextLengthsState, 'total'> {
  readonly mean: number | null;
}

export const textLengths = defineMetric<ColumnParams, TextLengthsState, TextLengths>({
  id: 'textLengths',
  version: 1,
  summary: 'Shortest, longest and mean length of texts in code points; empty and blank texts.',
  definition:
    'Shortest, longest and mean length of texts in Unicode code points; how many texts are empty, and how many blank: only spaces, tabs and line ends, at least one. NULL is left out; null of no texts.',
  params: columnParams,
  accepts: ['text'],
  exactness: { kind: 'exact' },
  query: (params) => {
    const value = operand(params);
    const length = call('length', value);
    const isEmpty = compare(value, '=', text(''));
    const isBlank = and(compare(call('trim', value), '=', text('')), compare(value, '<>', text('')));
    return {
      select: {
        n: aggregate('count', value),
        min: aggregate('min', length),
        max: aggregate('max', length),
        total: aggregate('sum', length),
        empty: aggregate('countIf', isEmpty),
        blank: aggregate('countIf', when(compare(call('byCodePoint', value), '<', text('!')), isBlank)),
      },
    };
  },
  read: ([row]) => ({
    n: countIn(row, 'n'),
    min: doubleIn(row, 'min'),
    max: doubleIn(row, 'max'),
    total: countIn(row, 'total'),
    empty: countIn(row, 'empty'),
    blank: countIn(row, 'blank'),
  }),
  empty: () => ({ n: 0, min: null, max: null, total: 0, empty: 0, blank: 0 }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => ({
      n: left.n + right.n,
      min: outer(Math.min, left.min, right.min),
      max: outer(Math.max, left.max, right.max),
      total: left.total + right.total,
      empty: left.empty + right.empty,
      blank: left.blank + right.blank,
    }),
  },
  value: ({ total, ...rest }) => ({ ...rest, mean: rest.n === 0 ? null : total / rest.n }),
  profile: profiledFirst,
});

const outer = (
  pick: (a: number, b: number) => number,
  left: number | null,
  right: number | null,
): number | null => (left === null ? right : right === null ? left : pick(left, right));
