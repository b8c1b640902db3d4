import { z } from 'zod';
import { type Cell, floatCell, numberOf, type Row } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, call, type Expr, number } from '../sql/expression.ts';
import {
  binCounts,
  bucketsPerE,
  type LogBuckets,
  mergeBuckets,
  noBuckets,
  quantileOf,
  sketchAccuracy,
} from '../stats/log-buckets.ts';
import { type ColumnParams, columnParams, operand, profiledFirst } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn } from './read-row.ts';

/** Larger than the index of any double's bucket, so that the code of a bucket keeps the sign of its values. */
const offset = 50_000;

/** sign(x) (⌈ln |x| / ln γ⌉ + offset): NULL for zero and NULL, itself for NaN and infinities. */
const bucketCode = (value: Expr): Expr => {
  const scaled = arithmetic(call('ln', call('abs', value)), '*', number(bucketsPerE(sketchAccuracy)));
  return arithmetic(call('sign', value), '*', arithmetic(call('ceil', scaled), '+', number(offset)));
};

export interface QuantileSketchParams extends ColumnParams {
  /** The error is relative to the distance from this number, which is 0 by default. */
  readonly about?: number | undefined;
}

/** Of finite and infinite values. Empty where there are none. */
export interface ProfiledQuantiles {
  /** By percentage: `p50` is the median. */
  readonly quantiles: Readonly<Record<string, Cell>>;
  /** Values in equally wide parts of the range from the first to the last percent; what lies outside is in the outermost. */
  readonly bars: readonly number[];
}

const percentages = [1, 5, 25, 50, 75, 95, 99];
const barCount = 12;

const profiled = (sketch: LogBuckets, about: number): ProfiledQuantiles => {
  const numbers = { ...sketch, nans: 0 };
  const at = (percentage: number): number | null => quantileOf(numbers, percentage / 100);
  const [low, high] = [at(1), at(99)];
  if (low === null || high === null) return { quantiles: {}, bars: [] };
  return {
    quantiles: Object.fromEntries(
      percentages.map((percentage) => [`p${percentage}`, floatCell(about + (at(percentage) ?? 0))]),
    ),
    bars: binCounts(numbers, low, high, barCount),
  };
};

/** Numbers that vary by less than half of their size, as pressures and years do, are sketched about their mean. */
export const farFromZero = (known: ReadonlyMap<string, unknown>): number | undefined => {
  const [mean, extent] = [known.get('mean'), known.get('extent') as Partial<Record<'min' | 'max', Cell>>];
  const [min, max] = [numberOf(extent?.min ?? null), numberOf(extent?.max ?? null)];
  if (typeof mean !== 'number' || min === undefined || max === undefined) return undefined;
  return Number.isFinite(mean) && 2 * (max - min) < Math.max(Math.abs(min), Math.abs(max)) ? mean : undefined;
};

const readBuckets = (rows: readonly Row[]): LogBuckets => {
  const counts = rows.map((row) => ({ code: doubleIn(row, 'code'), n: countIn(row, 'n') }));
  const at = (code: number | null): number => counts.find((one) => Object.is(one.code, code))?.n ?? 0;
  const within = (sign: 1 | -1): LogBuckets['positive'] =>
    counts
      .flatMap(({ code, n }) =>
        code !== null && Number.isFinite(code) && code * sign > 0 ? [[code * sign - offset, n] as const] : [],
      )
      .sort(([left], [right]) => left - right);
  return {
    accuracy: sketchAccuracy,
    negative: within(-1),
    zeros: at(null),
    positive: within(1),
    negativeInfinities: at(-Infinity),
    positiveInfinities: at(Infinity),
    nans: at(NaN),
  };
};

export const quantileSketch = defineMetric<QuantileSketchParams, LogBuckets, LogBuckets>({
  id: 'quantileSketch',
  version: 1,
  summary: 'Counts in logarithmic buckets, from which every quantile follows.',
  definition:
    'Counts of values in buckets whose bounds grow by the factor 1.01 / 0.99, from which every quantile follows (Masson, Rim & Lee 2019, “DDSketch”). A quantile, interpolated as of quantileExact, is off by at most 1 % of the size of the two values it lies between, which is its own size where both have one sign. With about, sizes are distances from that number. Zeros, infinities and NaN are counted apart; NULL is left out. The state has a count for each 2 % of size that occurs: some hundreds mostly, and at most 145,000.',
  params: columnParams.extend({ about: z.number().optional() }),
  accepts: numericKinds,
  exactness: {
    kind: 'approximate',
    bound:
      'every quantile within 1 % of the size of the values it lies between, or of their distances from about',
  },
  showsValues: true,
  query: (params) => {
    const double = call('toDouble', operand(params));
    const value = params.about === undefined ? double : arithmetic(double, '-', number(params.about));
    return { groupBy: { code: bucketCode(value) }, select: { n: aggregate('count', value) } };
  },
  read: readBuckets,
  empty: () => noBuckets,
  merge: { kind: 'commutative', merge: mergeBuckets },
  value: (state) => state,
  profile: (column, known) => {
    const about = known === undefined ? undefined : farFromZero(known);
    return about === undefined ? profiledFirst(column, known) : { column: column.name, about };
  },
  profileValue: (sketch, { about = 0 }) => profiled(sketch, about),
});
