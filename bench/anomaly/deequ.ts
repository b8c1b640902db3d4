// Strategies of Deequ 2 for the newest point of a series, written from what they compute. All see every earlier point: to leave anomalies
// out, as OnlineNormal can, they have to be found in the same search, and that of the newest point looks at no other.
import type { Contestant } from './contestant.ts';

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squaresAround = (values: readonly number[], centre: number): number =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);

/** Of a sample: divided by n − 1. */
export const deviation = (values: readonly number[]): number =>
  Math.sqrt(squaresAround(values, mean(values)) / (values.length - 1));

const ordered = (one: number, other: number): readonly [number, number] =>
  one < other ? [one, other] : [other, one];

/** new / old between half and twice: its documentation asks for at most twice, and it has no default. */
export const rateOfChange: Contestant['range'] = (past) => {
  const last = past.at(-1)?.value;
  return last === undefined ? undefined : ordered(last / 2, last * 2);
};

/** Mean and standard deviation of all other points, three of them to either side. With one point it would have a deviation of 0. */
export const batchNormal: Contestant['range'] = (past) => {
  if (past.length < 2) return undefined;
  const values = past.map(({ value }) => value);
  const [centre, reach] = [mean(values), 3 * deviation(values)];
  return [centre - reach, centre + reach];
};

/**
 * Running mean and deviation (divided by n) with the tested point within, three deviations to either side. A point x with m and
 * S = Σ(y − m)² of the n − 1 before it is outside where (x − m)² > 9·S / ((n − 1)(1 − 10/n)); of ten points none can be.
 */
export const onlineNormal: Contestant['range'] = (past) => {
  const values = past.map(({ value }) => value);
  const n = values.length + 1;
  if (n <= 10) return [-Infinity, Infinity];
  const centre = mean(values);
  const reach = Math.sqrt((9 * squaresAround(values, centre)) / ((n - 1) * (1 - 10 / n)));
  return [centre - reach, centre + reach];
};
