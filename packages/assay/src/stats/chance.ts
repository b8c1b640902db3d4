import { wilsonInterval } from './wilson.ts';

/** Of all the relations tried on one table, the chance that even one of those found is an accident is at most this. */
const accidents = 1 / 1000;
/** One-sided 99.95 %. */
const upperTail = 3.29;

/**
 * ln of the chance that `n` rows all satisfy a rule that `satisfied` of `tried` random pairings of the same values satisfy: n·ln(share), the
 * share taken at the upper end of Wilson's interval.
 */
export const logAllHold = (satisfied: number, tried: number, n: number): number =>
  n * Math.log(wilsonInterval(satisfied, tried, upperTail)[1]);

/**
 * Whether so small a chance is no accident though `tried` relations were tried: Bonferroni's bound on the chance of even one false finding,
 * which bounds the share of false findings too.
 */
export const isNoAccident = (logChance: number, tried: number): boolean =>
  logChance + Math.log(Math.max(1, tried)) < Math.log(accidents);

/** ln of the number of ways to choose `k` of `n`. */
export const logChoose = (n: number, k: number): number => {
  let sum = 0;
  for (let one = 1; one <= k; one += 1) sum += Math.log((n - k + one) / one);
  return sum;
};
