import type { Row } from '../domain/cell.ts';
import { floatCell } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, call, cast, compare, type Expr, literal, number } from '../sql/expression.ts';
import {
  bucketsPerE,
  type LogBuckets,
  mergeBuckets,
  noBuckets,
  sketchAccuracy,
} from '../stats/log-buckets.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric, type MetricContext } from './metric.ts';
import { countIn } from './read-row.ts';

/** Codes of buckets: those of positive values are their index plus this, which is larger than the index of any double. */
const offset = 50_000;
const infinite = 200_000;
const notANumber = 200_001;

const cases = (whens: readonly (readonly [Expr, Expr])[], otherwise?: Expr): Expr =>
  otherwise === undefined ? { kind: 'case', whens } : { kind: 'case', whens, otherwise };

const logBucket = (positive: Expr): Expr =>
  cast(call('ceil', arithmetic(call('ln', positive), '*', number(bucketsPerE(sketchAccuracy)))), 'integer');

/** The code of a value's bucket: negative for negative values, 0 for zero, NULL for NULL. */
const bucketCode = (params: ColumnParams, context: MetricContext): Expr => {
  const value = call('toDouble', operand(params));
  const zero = number(0);
  const above = arithmetic(logBucket(value), '+', number(offset));
  const below = arithmetic(number(-offset), '-', logBucket(arithmetic(zero, '-', value)));
  const [plus, minus] = [literal(floatCell(Infinity)), literal(floatCell(-Infinity))];
  const isFloat = context.column(params.column).kind === 'float';
  const positive: Expr = cases(
    [
      [compare(value, '<', plus), above],
      [compare(value, '=', plus), number(infinite)],
    ],
    number(notANumber),
  );
  const negative: Expr = cases([[compare(value, '>', minus), below]], number(-infinite));
  return cases([
    [compare(value, '>', zero), isFloat ? positive : above],
    [compare(value, '<', zero), isFloat ? negative : below],
    [compare(value, '=', zero), zero],
  ]);
};

const readBuckets = (rows: readonly Row[]): LogBuckets => {
  const counts = rows
    .filter((row) => row.bucket !== null)
    .map((row) => [countIn(row, 'bucket'), countIn(row, 'n')] as const);
  const at = (code: number): number => counts.find(([bucket]) => bucket === code)?.[1] ?? 0;
  const within = (sign: 1 | -1): LogBuckets['positive'] =>
    counts
      .filter(([bucket]) => bucket * sign > 0 && Math.abs(bucket) < infinite)
      .map(([bucket, n]) => [bucket * sign - offset, n] as const)
      .sort(([left], [right]) => left - right);
  return {
    accuracy: sketchAccuracy,
    negative: within(-1),
    zeros: at(0),
    positive: within(1),
    negativeInfinities: at(-infinite),
    positiveInfinities: at(infinite),
    nans: at(notANumber),
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
  query: (params, context) => ({
    groupBy: { bucket: bucketCode(params, context) },
    select: { n: aggregate('countAll') },
  }),
  read: readBuckets,
  empty: () => noBuckets,
  merge: { kind: 'commutative', merge: mergeBuckets },
  value: (state) => state,
});
