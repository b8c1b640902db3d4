/**
 * ln of a bound on the chance of at most `found` successes in `n` trials of the given chance each: −n·KL(found/n ‖ chance), Chernoff's bound
 * of the binomial tail; 0 where so few are nothing special. Source: H. Chernoff, "A measure of asymptotic efficiency for tests of a
 * hypothesis based on the sum of observations", Annals of Mathematical Statistics 23 (1952).
 */
export const atMostSo = (found: number, n: number, chance: number): number => {
  const share = found / Math.max(1, n);
  if (n === 0 || share >= chance) return 0;
  if (chance >= 1) return Number.NEGATIVE_INFINITY;
  const success = share === 0 ? 0 : share * Math.log(share / chance);
  return -n * (success + (1 - share) * Math.log((1 - share) / (1 - chance)));
};
