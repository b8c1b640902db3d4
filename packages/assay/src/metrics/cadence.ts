import { z } from 'zod';
import { numberOf } from '../domain/cell.ts';
import { type Column, temporalKinds } from '../domain/column.ts';
import {
  aggregate,
  and,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
  number,
  when,
} from '../sql/expression.ts';
import { finiteSeconds, interval, orderKinds } from './in-order.ts';
import { defineMetric } from './metric.ts';

export interface CadenceParams {
  readonly column: string;
  /** Expected time between readings, in seconds (or units of a counter). */
  readonly every: number;
  /** An interval longer than `factor` times that is a gap. */
  readonly factor: number;
}

/** All times in seconds, or in units of the counter. */
export interface CadenceState {
  readonly unit: 'second' | 'count';
  readonly rows: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly intervals: number;
  readonly longest: number | null;
  readonly gaps: number;
  /** Readings that the gaps leave out. */
  readonly missing: number;
  /** Rows at the time of the row before. */
  readonly repeats: number;
  /** Of intervals that are neither gap nor repeat: their number, and how far they are from the expected one. */
  readonly steady: number;
  readonly deviation: number;
  readonly worstDeviation: number;
  readonly every: number;
  readonly factor: number;
}

/** The interval is a gap. */
export const isGap = (length: Expr, { every, factor }: Pick<CadenceParams, 'every' | 'factor'>): Expr =>
  compare(length, '>', number(every * factor));

/** Readings that a gap leaves out, to the nearest whole number, at least one. */
export const missingIn = (length: Expr, every: number): Expr =>
  call(
    'greatest',
    number(1),
    arithmetic(
      call('floor', arithmetic(arithmetic(length, '/', number(every)), '+', number(0.5))),
      '-',
      number(1),
    ),
  );

const bridgeOf = (from: number, to: number, unit: CadenceState['unit']): number =>
  unit === 'second' ? Math.floor((to - from) * 1e6 + 0.5) / 1e6 : to - from;

const ofInterval = (length: number, every: number, factor: number): Partial<CadenceState> => {
  const away = Math.abs(length - every);
  if (length > every * factor) return { gaps: 1, missing: Math.max(1, Math.floor(length / every + 0.5) - 1) };
  return length === 0 ? { repeats: 1 } : { steady: 1, deviation: away, worstDeviation: away };
};

const larger = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : Math.max(left, right);

const join = (left: CadenceState, right: CadenceState): CadenceState => {
  if (left.last === null || right.first === null) {
    const full = left.last === null ? right : left;
    return { ...full, every: left.every, factor: left.factor };
  }
  const bridge = bridgeOf(left.last, right.first, left.unit);
  const between = ofInterval(bridge, left.every, left.factor);
  const total = (name: 'gaps' | 'missing' | 'repeats' | 'steady' | 'deviation'): number =>
    left[name] + right[name] + (between[name] ?? 0);
  return {
    unit: left.unit,
    rows: left.rows + right.rows,
    first: left.first,
    last: right.last,
    intervals: left.intervals + right.intervals + 1,
    longest: larger(larger(left.longest, right.longest), bridge),
    gaps: total('gaps'),
    missing: total('missing'),
    repeats: total('repeats'),
    steady: total('steady'),
    deviation: total('deviation'),
    worstDeviation: Math.max(left.worstDeviation, right.worstDeviation, between.worstDeviation ?? 0),
    every: left.every,
    factor: left.factor,
  };
};

const unitOf = ({ kind }: Column): CadenceState['unit'] =>
  temporalKinds.includes(kind) ? 'second' : 'count';

export const cadence = defineMetric<CadenceParams, CadenceState, CadenceState>({
  id: 'cadence',
  version: 1,
  summary:
    'Intervals between successive times: gaps, missing readings, repeats, deviation from the expected interval.',
  definition:
    'Intervals between successive times, sorted, against an expected one, every: in seconds to the microsecond, or in units of a counter. Rows without a time, or with one that is infinite or NaN, are left out. An interval of 0 is a repeat; one longer than factor · every is a gap, which leaves out max(1, ⌊interval / every + ½⌋ − 1) readings; all others are steady. deviation is Σ |interval − every| of the steady ones, worstDeviation the largest of these. Parts merge in the order of time.',
  params: z.strictObject({ column: z.string(), every: z.number().positive(), factor: z.number().min(1) }),
  accepts: orderKinds,
  exactness: { kind: 'rounding' },
  showsValues: true,
  query: (params, context) => {
    const { kind } = context.column(params.column);
    const time = finiteSeconds(column(params.column), kind);
    const length = interval({ order: params.column }, kind);
    const gap = isGap(length, params);
    const repeat = compare(length, '=', number(0));
    const steady = and(
      compare(length, '>', number(0)),
      compare(length, '<=', number(params.every * params.factor)),
    );
    const away = call('abs', arithmetic(length, '-', number(params.every)));
    return {
      select: {
        rows: aggregate('count', time),
        first: aggregate('min', time),
        last: aggregate('max', time),
        intervals: aggregate('count', length),
        longest: aggregate('max', length),
        gaps: aggregate('countIf', gap),
        missing: aggregate('sum', when(gap, missingIn(length, params.every))),
        repeats: aggregate('countIf', repeat),
        steady: aggregate('countIf', steady),
        deviation: aggregate('sum', when(steady, away)),
        worstDeviation: aggregate('max', when(steady, away)),
      },
    };
  },
  read: ([row], { column: name, every, factor }, context) => {
    const maybe = (name: string): number | null => numberOf(row?.[name] ?? null) ?? null;
    const count = (name: string): number => maybe(name) ?? 0;
    return {
      unit: unitOf(context.column(name)),
      rows: count('rows'),
      first: maybe('first'),
      last: maybe('last'),
      intervals: count('intervals'),
      longest: maybe('longest'),
      gaps: count('gaps'),
      missing: count('missing'),
      repeats: count('repeats'),
      steady: count('steady'),
      deviation: count('deviation'),
      worstDeviation: count('worstDeviation'),
      every,
      factor,
    };
  },
  empty: ({ column: name, every, factor }, context) => ({
    unit: unitOf(context.column(name)),
    rows: 0,
    first: null,
    last: null,
    intervals: 0,
    longest: null,
    gaps: 0,
    missing: 0,
    repeats: 0,
    steady: 0,
    deviation: 0,
    worstDeviation: 0,
    every,
    factor,
  }),
  merge: { kind: 'ordered', merge: join },
  value: (state) => state,
});
