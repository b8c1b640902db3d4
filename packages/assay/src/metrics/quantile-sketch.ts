import type { Row } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, call, type Expr, number } from '../sql/expression.ts';
import {
  bucketsPerE,
  type LogBuckets,
  mergeBuckets,
  noBuckets,
  sketchAccuracy,
} from '../stats/log-buckets.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn } from './read-row.ts';

/** Larger than the index of any double's bucket, so that the code of a bucket keeps the sign of its values. */
const offset = 50_000;

/** sign(x) (⌈ln |x| / ln γ⌉ + offset): NULL for zero and NULL, itself for NaN and infinities. */
const bucketCode = (value: Expr): Expr => {
  const scaled = arithmetic(call('ln', call('abs', value)), '*', number(bucketsPerE(sketchAccuracy)));
  return arithmetic(call('sign', value), '*', arithmetic(call('ceil', scaled), '+', number(offset)));
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

/**
 * Counts of values in buckets that grow by a constant factor. Any quantile follows from them (`quantileOf`) within 1 % of the true
 * value, at any number of values; the sketches of parts add up to that of the whole.
 */
export const quantileSketch = defineMetric<ColumnParams, LogBuckets, LogBuckets>({
  id: 'quantileSketch',
  version: 1,
  summary: 'Counts in logarithmic buckets, from which every quantile follows.',
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'approximate', bound: 'every quantile within 1 % of the true value' },
  query: (params) => {
    const value = call('toDouble', operand(params));
    return { groupBy: { code: bucketCode(value) }, select: { n: aggregate('count', value) } };
  },
  read: readBuckets,
  empty: () => noBuckets,
  merge: { kind: 'commutative', merge: mergeBuckets },
  value: (state) => state,
});
