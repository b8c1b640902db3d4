/** How far values of another batch may reach, judged from the largest ones seen. */
export interface TailBound {
  readonly bound: number;
  /**
   * `ceiling`: all the largest values are equal, or far more of them than of any below; `light`: an exponential tail or a shorter one;
   * `heavy`: a longer one, and a bound is a guess; `isolated`: the others do not explain the largest value, so the bound is that of the others.
   */
  readonly tail: 'ceiling' | 'light' | 'heavy' | 'isolated';
}

/** So many of the largest values of a small sample are looked at. */
export const tailSize = 100;
const mostOfTail = 500;

/** How many of the largest of so many values are looked at: a fiftieth from 100 to 500, of few values a fifth. */
export const tailSizeOf = (rows: number): number =>
  Math.max(1, Math.min(tailSize, Math.floor(rows / 5)), Math.min(mostOfTail, Math.floor(rows / 50)));
const leastShape = 10;
const fewestDistinct = 6;
/** Steps of more than this share of the mean excess hide the shape of a tail. */
const coarsest = 0.4;
/** So many equal values on top, of which those below have a third at most, are a limit. */
const fewestAtLimit = 5;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How often each value is there, largest first. */
const tiesOf = (largest: readonly number[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const value of largest) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/**
 * Excesses over the smallest of the values, largest first. Rounded readings are spread evenly over the step they were rounded to: their
 * ties would look like a limit.
 */
const excessesOf = (
  largest: readonly number[],
): {
  readonly over: number;
  readonly excesses: readonly number[];
  readonly distinct: number;
  readonly step: number;
} => {
  const counts = tiesOf(largest);
  const distinct = [...counts.keys()];
  const threshold = distinct.at(-1) ?? 0;
  const above = distinct.slice(0, -1);
  const tied = above.some((value) => (counts.get(value) ?? 0) > 1);
  const step = tied
    ? Math.min(...above.map((value, index) => value - (distinct[index + 1] ?? threshold)))
    : 0;
  const over = threshold + step / 2;
  const excesses = above.flatMap((value) => {
    const ties = counts.get(value) ?? 0;
    return Array.from(
      { length: ties },
      (_unused, index) => value + step * (0.5 - (index + 0.5) / ties) - over,
    );
  });
  return { over, excesses, distinct: distinct.length, step };
};

/** Shape of a generalized Pareto tail by probability-weighted moments; 0 is exponential, below it the tail has an end. */
const shapeOf = (excesses: readonly number[]): number => {
  const n = excesses.length;
  const weighted = mean(excesses.map((value, index) => (value * index) / (n - 1)));
  const average = mean(excesses);
  return 2 - average / (average - 2 * weighted);
};

/** Asymptotic standard error of that shape; beyond 0.4 it has none, and that of 0.4 is taken. */
const shapeError = (shape: number, n: number): number => {
  const k = Math.min(shape, 0.4);
  return Math.sqrt(((1 - k) * (2 - k) ** 2 * (1 - k + 2 * k ** 2)) / ((1 - 2 * k) * (3 - 2 * k) * n));
};

/** So many standard errors are taken for more than chance: of a longer tail, and of one with an end. */
const [surely, ends] = [2, 3];
/** Tails of a greater shape are long: a bound of them is a guess. */
const longShape = 0.15;

/**
 * The shape that a bound is made with. Within three standard errors below 0, and one above, the tail is taken as exponential (0); beyond
 * that the shape is moved towards it from below, and from above by one error at first and, where it is surely greater, away from it.
 */
const shapeUsed = (shape: number, error: number): number => {
  const errors = shape / error;
  if (errors < -ends) return Math.max(shape + ends * error, -0.5);
  if (errors <= 1) return 0;
  return Math.min(shape + Math.min(errors - surely, 1) * error, 1.2);
};

const fitted = (
  largest: readonly number[],
  chance: number,
): { readonly bound: number; readonly heavy: boolean } => {
  const { over, excesses, distinct, step } = excessesOf(largest);
  const n = excesses.length;
  const average = mean(excesses);
  const known = n >= leastShape && distinct >= fewestDistinct && step <= average * coarsest;
  const shape = known ? shapeOf(excesses) : 0;
  const error = shapeError(shape, n);
  const reach = (used: number, scale: number): number => (scale * ((n / chance) ** used - 1)) / used;
  const used = known ? shapeUsed(shape, error) : 0;
  if (used === 0) return { bound: over + reach(1 / n, average), heavy: false };
  return {
    bound: over + reach(used, average * (1 - Math.min(used, 0.9))),
    heavy: shape > surely * error && shape > longShape,
  };
};

/** What would be above a limit is written as the limit: more of it than of any value below, where rarer ones come first. */
const endsAtLimit = (largest: readonly number[]): boolean => {
  const [top = 0, ...below] = tiesOf(largest).values();
  return top >= fewestAtLimit && below.length > 1 && below.every((count) => count * 3 <= top);
};

/** So many of the largest values may be strangers. */
const mostIsolated = 3;
/** A value that the others would reach in so few batches is a stranger. */
const strange = 1e-6;

/**
 * A bound that the largest value of another batch of as many rows exceeds with about the given chance. `largest` are the k + 1 largest
 * values, largest first. Their excesses over the smallest of them are taken as exponential; the predictive bound is then
 * t + k·m·((k / chance)^(1/k) − 1), with m their mean. Where probability-weighted moments show an end of the tail (a shape more than three
 * standard errors below 0), or a longer one (more than one above), a generalized Pareto tail takes its place. Of values rounded to coarse
 * steps the shape is not known. How often a fresh batch crosses such bounds, and how wide they are: `bench/suggest/margins.ts`.
 * Sources: J. R. M. Hosking and J. R. Wallis, "Parameter and quantile estimation for the generalized Pareto distribution",
 * Technometrics 29 (1987); J. F. Lawless, "Statistical models and methods for lifetime data" (1982), for the predictive bound.
 */
export const tailBound = (largest: readonly number[], chance: number): TailBound => {
  const max = largest[0] ?? Number.NaN;
  if (largest.every((value) => value === max) || endsAtLimit(largest)) return { bound: max, tail: 'ceiling' };
  for (let left = mostIsolated; left > 0; left -= 1) {
    const others = largest.slice(left);
    if (others.length <= leastShape || others.every((value) => value === others[0])) continue;
    const edge = largest[left - 1] ?? max;
    if (edge > fitted(others, strange).bound)
      return { bound: Math.max(fitted(others, chance).bound, others[0] ?? max), tail: 'isolated' };
  }
  const { bound, heavy } = fitted(largest, chance);
  return { bound: Math.max(bound, max), tail: heavy ? 'heavy' : 'light' };
};
