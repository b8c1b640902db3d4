/** Draws that are the same on every machine for a seed: sfc32 (C. Doty-Humphrey, PractRand), seeded through its own first rounds. */
export interface Random {
  /** In (0, 1). */
  readonly uniform: () => number;
  readonly normal: () => number;
  /** Student's t with 3 degrees of freedom: standard deviation 1.73. */
  readonly heavy: () => number;
  readonly poisson: (mean: number) => number;
}

export const randomFrom = (seed: number): Random => {
  const state = Uint32Array.of(seed, seed >>> 16, 0x9e3779b9, 1);
  const next = (): number => {
    const [a = 0, b = 0, c = 0, counter = 0] = state;
    const sum = (a + b + counter) >>> 0;
    state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + sum, counter + 1]);
    return sum;
  };
  for (let round = 0; round < 20; round += 1) next();
  const uniform = (): number => (next() + 0.5) / 2 ** 32;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    heavy: () => normal() / Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3),
    poisson: (mean) => {
      if (mean > 100) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let product = uniform();
      let count = 0;
      for (; product > limit; count += 1) product *= uniform();
      return count;
    },
  };
};
