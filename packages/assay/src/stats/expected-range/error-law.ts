import { medianOf } from '../median.ts';
import { fallsTo, studentPeak, studentTail } from '../student.ts';
import { numbersOf } from './numbers.ts';

/** Degrees of freedom that are weighed, each with its weight before any error was seen and the median of |T|. */
const tails = [
  { freedom: 2, weight: 0.3, median: 0.8165 },
  { freedom: 3, weight: 0.3, median: 0.76489 },
  { freedom: 5, weight: 0.2, median: 0.72669 },
  { freedom: 9, weight: 0.1, median: 0.70272 },
  { freedom: 199, weight: 0.1, median: 0.67572 },
].map((tail) => ({ ...tail, peak: studentPeak(tail.freedom) }));

/** Chance that an error is a stranger's: anything within forty scales. One wild run then makes no tail heavy. */
const strange = 0.01;
const strangeDensity = strange / 40;

/** Scales that are weighed for each tail, evenly on a logarithmic axis around that of the median error. */
const scales = 11;
const reachInErrors = 5;
const widestReach = 1.6;

interface Weighed {
  readonly freedom: number;
  readonly scale: number;
  readonly logWeight: number;
}

/** What is known of forecast errors. */
export interface ErrorLaw {
  /** c with P(|next error| > c) = chance. */
  readonly halfWidth: (chance: number) => number;
}

const logSum = (logs: readonly number[]): number => {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
};

/** For exponents in halves, much quicker than `**`. */
const halfPower = (base: number, exponent: number): number => {
  let value = exponent % 1 === 0 ? 1 : Math.sqrt(base);
  let square = base;
  for (let rest = Math.floor(exponent); rest > 0; rest >>= 1) {
    if (rest % 2 === 1) value *= square;
    square *= square;
  }
  return value;
};

/** Densities are at least `strangeDensity`: so many of them multiplied stay far from what a double cannot hold. */
const atOnce = 32;

const logChance = (
  squares: Float64Array,
  { freedom, peak }: { readonly freedom: number; readonly peak: number },
  scale: number,
): number => {
  const power = (freedom + 1) / 2;
  const height = (1 - strange) * Math.exp(peak);
  const inner = 1 / (freedom * scale * scale);
  let sum = 0;
  let product = 1;
  for (let at = 0; at < squares.length; at += 1) {
    product *= height / halfPower(1 + (squares[at] ?? 0) * inner, power) + strangeDensity;
    if (at % atOnce === atOnce - 1) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product) - squares.length * Math.log(scale);
};

/**
 * The predictive law of the next forecast error, given earlier ones that lie around 0 and are not all 0: Student's t of unknown scale s
 * and unknown tail, P(|E| > c) = Σ w(ν, s)·P(|T_ν| > c/s), with w the weight of each pair after the errors, from equal weights of log s.
 * For one tail it is exact at any number of errors; the tails t2, t3, t5, t9 and (nearly) normal are weighed by what the errors say, so that
 * few errors leave room for heavy tails. Undefined where half of the errors are 0: they have no scale.
 */
export const errorLaw = (errors: ArrayLike<number>): ErrorLaw | undefined => {
  const squares = numbersOf(errors.length, (at) => (errors[at] ?? 0) ** 2);
  const typical = Math.sqrt(medianOf(squares));
  if (!(typical > 0)) return undefined;
  const reach = Math.min(widestReach, reachInErrors / Math.sqrt(squares.length));
  const weighed: Weighed[] = tails.flatMap((tail) =>
    Array.from({ length: scales }, (_none, at) => {
      const scale = (typical / tail.median) * Math.exp(reach * ((2 * at) / (scales - 1) - 1));
      return {
        freedom: tail.freedom,
        scale,
        logWeight: Math.log(tail.weight) + logChance(squares, tail, scale),
      };
    }),
  );
  const total = logSum(weighed.map(({ logWeight }) => logWeight));
  const likely = weighed
    .map((one) => ({ ...one, weight: Math.exp(one.logWeight - total) }))
    .filter(({ weight }) => weight > 1e-9);
  const beyond = (c: number): number =>
    likely.reduce((sum, { weight, freedom, scale }) => sum + weight * 2 * studentTail(c / scale, freedom), 0);
  return {
    halfWidth: (chance) => typical * fallsTo(chance, (c) => beyond(c * typical)),
  };
};

/** Tails between heavy and normal ones, for comparing forecasts. */
const middling = { freedom: 5, peak: studentPeak(5), median: 0.72669 };

/**
 * Log of the density of errors under t5 with the scale of their median size: higher where a forecast was surprised less. Undefined where
 * half of the errors are 0.
 */
export const evidenceOf = (errors: ArrayLike<number>): number | undefined => {
  const squares = numbersOf(errors.length, (at) => (errors[at] ?? 0) ** 2);
  const typical = Math.sqrt(medianOf(squares));
  return typical > 0 ? logChance(squares, middling, typical / middling.median) : undefined;
};
