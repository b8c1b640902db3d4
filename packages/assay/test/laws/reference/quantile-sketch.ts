import { type LogBuckets, quantileOf } from '../../../src/stats/log-buckets.ts';
import { defineReference, doubles, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const gamma = 1.01 / 0.99;

const bucketsOf = (values: readonly number[]): LogBuckets => {
  const counted = (of: readonly number[]): [number, number][] => {
    const groups = Map.groupBy(of, (value) => Math.ceil(Math.log(value) / Math.log(gamma)));
    return [...groups]
      .map(([index, all]): [number, number] => [index, all.length])
      .sort(([left], [right]) => left - right);
  };
  const count = (holds: (value: number) => boolean): number => values.filter(holds).length;
  return {
    accuracy: 0.01,
    negative: counted(values.filter((value) => value < 0 && value > -Infinity).map((value) => -value)),
    zeros: count((value) => value === 0),
    positive: counted(values.filter((value) => value > 0 && value < Infinity)),
    negativeInfinities: count((value) => value === -Infinity),
    positiveInfinities: count((value) => value === Infinity),
    nans: count(Number.isNaN),
  };
};

const rank = (left: number, right: number): number => {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left < right ? -1 : left > right ? 1 : 0;
};

const deviations = (rows: readonly LawRow[], column: LawColumn, about = 0): number[] =>
  doubles(rows, column).map((value) => value - about);

/** By the definition of type 7, within 1 % of the size of the neighbours; infinite or NaN neighbours have none. */
const isNear = (near: number | null, sorted: readonly number[], q: number): boolean => {
  const h = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
  if (low === undefined || high === undefined) return near === null;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return low !== high || Object.is(near, low);
  const fraction = h - Math.floor(h);
  const size = Math.abs(low) * (1 - fraction) + Math.abs(high) * fraction;
  return Math.abs((near ?? Number.NaN) - (low + fraction * (high - low))) <= 0.0100001 * size;
};

const complaint =
  (column: LawColumn, about: number) =>
  (found: unknown, rows: readonly LawRow[]): string | undefined => {
    const values = deviations(rows, column, about).sort(rank);
    const expected = bucketsOf(values);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      return `${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`;
    for (const q of [0, 0.1, 0.5, 0.9, 1]) {
      const near = quantileOf(found as LogBuckets, q);
      if (!isNear(near, values, q)) return `quantile ${q}: ${near} of ${values}`;
    }
    return undefined;
  };

const sketchOf = (column: LawColumn, about?: number) => ({
  params: about === undefined ? { column } : { column, about },
  value: (rows: readonly LawRow[]) => bucketsOf(deviations(rows, column, about)),
  complaint: complaint(column, about ?? 0),
});

export const reference = defineReference(
  sketchOf('few'),
  sketchOf('dec'),
  sketchOf('odd'),
  sketchOf('x'),
  sketchOf('x', 1e9),
);
