import { numericKinds } from '../../../domain/column.ts';
import type { Sample, SampledColumn, Unsettled } from './sample.ts';

/** Each further part of the time going beyond all before it happens by chance once in 720 to each side. */
const parts = 6;
const mostValues = 60;
/** ln of the chance that a value of a settled column is met in the second half of the time only. */
const noAccident = Math.log(1e-4);

/** The highest (or lowest) number of each part of the time goes beyond all parts before it. */
const goesOn = (numbers: Float64Array, partOf: Int32Array, direction: 1 | -1): boolean => {
  const furthest = new Array<number>(parts).fill(Number.NEGATIVE_INFINITY);
  for (const [row, value] of numbers.entries()) {
    const part = partOf[row] ?? -1;
    if (part >= 0 && value * direction > (furthest[part] ?? 0)) furthest[part] = value * direction;
  }
  return furthest.every(
    (value, part) => Number.isFinite(value) && (part === 0 || value > (furthest[part - 1] ?? value)),
  );
};

/** Some value came only when half of the time was over, too often for an accident: others may come as well. */
const stillArrives = ({ codes, values, counts }: SampledColumn, partOf: Int32Array): boolean => {
  const early = new Set<number>();
  for (const [row, code] of codes.entries()) if ((partOf[row] ?? parts) < parts / 2) early.add(code);
  return values.some(
    (_value, code) =>
      code !== 0 &&
      !early.has(code) &&
      (counts[code] ?? 0) * Math.log(0.5) + Math.log(values.length) < noAccident,
  );
};

/** The part of the rows, by their time, that each row is in; -1 without a time. */
const partsOf = (times: Float64Array): Int32Array => {
  const sorted = times.filter(Number.isFinite).sort();
  const ends = Array.from(
    { length: parts - 1 },
    (_unused, part) => sorted[Math.floor((sorted.length * (part + 1)) / parts)] ?? 0,
  );
  return Int32Array.from(times, (time) =>
    Number.isFinite(time) ? ends.filter((end) => end <= time).length : -1,
  );
};

const unsettledBy = (one: SampledColumn, partOf: Int32Array): Unsettled | undefined => {
  const { numbers, values, looked } = one;
  if (numbers !== undefined && numericKinds.includes(looked.column.kind))
    if (goesOn(numbers, partOf, 1) || goesOn(numbers, partOf, -1)) return 'further';
  return values.length <= mostValues && stillArrives(one, partOf) ? 'late' : undefined;
};

/**
 * Columns of a sequence that had not shown all they can when the data ended: numbers that went further in every part of the time, and
 * values of which some came late. What seems to hold of them holds until then.
 */
export const unsettledIn = (
  { columns }: Sample,
  time: string | undefined,
): ReadonlyMap<string, Unsettled> => {
  const times = columns.find(({ name }) => name === time)?.numbers;
  if (times === undefined) return new Map();
  const partOf = partsOf(times);
  return new Map(
    columns.flatMap((one) => {
      const found = one.name === time ? undefined : unsettledBy(one, partOf);
      return found === undefined ? [] : [[one.name, found] as const];
    }),
  );
};
