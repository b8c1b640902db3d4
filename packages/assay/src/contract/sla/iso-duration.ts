import type { SlaUnit } from './units.ts';

const written =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

interface Duration {
  readonly value: number;
  readonly unit: SlaUnit;
}

/** From the largest unit to the smallest, each with how many of it make one of the unit before. */
const calendar = [
  ['y', 1],
  ['mo', 12],
] as const;
const clock = [
  ['w', 1],
  ['d', 7],
  ['h', 24],
  ['min', 60],
  ['s', 60],
] as const;

const inSmallest = (
  units: readonly (readonly [SlaUnit, number])[],
  amounts: readonly (string | undefined)[],
): Duration | undefined => {
  const last = amounts.findLastIndex((amount) => amount !== undefined);
  const unit = units[last]?.[0];
  if (unit === undefined) return undefined;
  const value = units
    .slice(0, last + 1)
    .reduce((sum, [, size], index) => sum * size + Number(amounts[index] ?? 0), 0);
  return { value, unit };
};

/**
 * A duration of ISO 8601 as one number of one unit: `P1Y2M` is 14 months, `P1DT12H` 36 hours. Undefined for other text, and for
 * months beside days, which no one unit measures.
 */
export const isoDuration = (text: string): Duration | undefined => {
  const [, ...amounts] = written.exec(text.trim().toUpperCase()) ?? [];
  const long = inSmallest(calendar, amounts.slice(0, 2));
  const short = inSmallest(clock, amounts.slice(2));
  return long === undefined || short === undefined ? (long ?? short) : undefined;
};
