import { studentTail } from '../../packages/assay/src/stats/student.ts';

/** A law of numbers, by the chance of one above a value. */
export interface Law {
  readonly name: string;
  readonly above: (value: number) => number;
  /** Its lowest value; absent where it is the same on both sides. */
  readonly lowest?: number;
  /** Readings are rounded to steps of so much. */
  readonly step?: number;
  /** Nothing is above this, and what would be is written as it. */
  readonly limit?: number;
  /** Its tail is longer than an exponential one: a question is right. */
  readonly isLong?: boolean;
}

/** Upper tail of the normal law: the series about 0 below 3, Laplace's continued fraction from there on. */
const normalAbove = (value: number): number => {
  if (value < 0) return 1 - normalAbove(-value);
  const density = Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI);
  if (value < 3) {
    let [term, sum] = [value, value];
    for (let odd = 3; term > sum * 1e-17; odd += 2) {
      term *= (value * value) / odd;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = value;
  for (let level = 60; level > 0; level -= 1) fraction = value + level / fraction;
  return density / fraction;
};

const poissonAbove =
  (rate: number) =>
  (value: number): number => {
    let term = Math.exp(-rate);
    const last = Math.floor(value + 1e-9);
    for (let count = 1; count <= last + 1; count += 1) term *= rate / count;
    if (value < 0) return 1;
    let sum = 0;
    for (let count = last + 1; term > sum * 1e-17; count += 1) {
      sum += term;
      term *= rate / (count + 1);
    }
    return Math.min(1, sum);
  };

const betaAbove = (value: number): number =>
  value <= 0 ? 1 : value >= 1 ? 0 : (1 - value) ** 3 * (1 + 3 * value);
const student = (value: number): number => (value < 0 ? 1 - studentTail(-value, 3) : studentTail(value, 3));
const uniform = (value: number): number => Math.min(1, Math.max(0, 1 - value));

export const laws: readonly Law[] = [
  { name: 'normal', above: normalAbove },
  { name: 'normal, rounded to tenths', above: normalAbove, step: 0.1 },
  { name: 'normal, rounded to whole numbers', above: (value) => normalAbove(value / 3), step: 1 },
  { name: 'normal, cut at 2 (a sensor at its limit)', above: normalAbove, limit: 2 },
  { name: 'exponential', above: (value) => Math.min(1, Math.exp(-value)), lowest: 0 },
  { name: 'uniform', above: uniform, lowest: 0 },
  { name: 'bounded (beta 2, 3)', above: betaAbove, lowest: 0 },
  { name: 'counts (Poisson, 5)', above: poissonAbove(5), lowest: 0, step: 1 },
  {
    name: 'log-normal',
    above: (value) => (value <= 0 ? 1 : normalAbove(Math.log(value))),
    lowest: 0,
    isLong: true,
  },
  { name: 't, 3 degrees', above: student, isLong: true },
];

/** The value that one has above it with a chance, by halving. */
export const valueAbove = (above: (value: number) => number, chance: number): number => {
  let [low, high] = [-1, 1];
  while (above(high) > chance) high *= 2;
  while (above(low) < chance && low > -1e6) low *= 2;
  for (let step = 0; step < 64 && high - low > 1e-13 * Math.max(Math.abs(low), Math.abs(high)); step += 1) {
    const middle = (low + high) / 2;
    if (above(middle) > chance) low = middle;
    else high = middle;
  }
  return high;
};
