import type { Candidate } from './candidates.ts';

const changesOf = ({ errors }: Candidate): number =>
  errors.reduce((sum, error) => sum + (error === 0 ? 0 : 1), 0) / Math.max(1, errors.length);

/** Of forecasts that are mostly right to the last digit, the one that is so most often; a season must halve what is left. */
export const mostExact = (candidates: readonly Candidate[], errorsNeeded: number): Candidate | undefined => {
  const known = candidates.filter(
    ({ errors, isLogarithmic }) => errors.length >= errorsNeeded && !isLogarithmic,
  );
  return known.reduce<Candidate | undefined>(
    (best, one) => (best === undefined || changesOf(one) < changesOf(best) / 2 ? one : best),
    undefined,
  );
};

/**
 * How far the next value may be off by rank alone: among m + 1 errors in any order the last is the largest with chance 1 / (m + 1), so the
 * ⌈(m + 1)(1 − chance)⌉-th smallest of m bounds it. With fewer errors than that, none does, and `isBound` is false.
 * Source: V. Vovk, A. Gammerman and G. Shafer, "Algorithmic learning in a random world" (2005).
 */
export const boundByRank = (
  errors: ArrayLike<number>,
  chance: number,
): { readonly reach: number; readonly isBound: boolean } => {
  const sizes = Float64Array.from(errors, Math.abs).sort();
  const rank = Math.ceil((sizes.length + 1) * (1 - chance) - 1e-9);
  return { reach: sizes[Math.min(rank, sizes.length) - 1] ?? 0, isBound: rank <= sizes.length };
};
