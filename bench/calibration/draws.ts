import { normal } from '../random.ts';

/** A gamma value of shape ≥ 1 (G. Marsaglia and W. W. Tsang, 2000); of a smaller shape by a power of a uniform one. */
export const gamma = (shape: number, random: () => number): number => {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
};

/** How many of n trials succeed, exactly: by the order statistics of n uniform values, halved until few are left (L. Devroye, 1986, X.4.3). */
export const binomial = (n: number, p: number, random: () => number): number => {
  let [left, share, found] = [n, p, 0];
  while (left > 20) {
    const middle = Math.floor((left + 1) / 2);
    const [low, high] = [gamma(middle, random), gamma(left + 1 - middle, random)];
    const at = low / (low + high);
    if (at <= share) {
      found += middle;
      share = (share - at) / (1 - at);
      left -= middle;
    } else {
      share /= at;
      left = middle - 1;
    }
  }
  for (let trial = 0; trial < left; trial += 1) if (random() < share) found += 1;
  return found;
};

/** The order statistics of `n` uniform values at ascending ranks, without the others. */
export const uniformAtRanks = (
  n: number,
  ranks: readonly number[],
  random: () => number,
): readonly number[] => {
  let [sum, before] = [0, 0];
  const sums = ranks.map((rank) => {
    if (rank > before) sum += gamma(rank - before, random);
    before = rank;
    return sum;
  });
  const total = sum + gamma(n + 1 - before, random);
  return sums.map((one) => one / total);
};

/** How many of `n` values fall into cells of the given chances. */
export const multinomial = (
  n: number,
  chances: readonly number[],
  random: () => number,
): readonly number[] => {
  let [left, mass] = [n, chances.reduce((sum, chance) => sum + chance, 0)];
  return chances.map((chance) => {
    const count = mass <= 0 ? 0 : binomial(left, Math.min(1, chance / mass), random);
    left -= count;
    mass -= chance;
    return count;
  });
};
