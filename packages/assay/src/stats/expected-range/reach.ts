import { errorLaw } from './error-law.ts';
import { boundByRank } from './steady.ts';

/** A surprise this rare in the past says that the law is wrong. */
const implausible = 0.05;

/** P(at least k of m), each with the given chance. */
const atLeast = (k: number, m: number, chance: number): number => {
  let term = (1 - chance) ** m;
  let below = 0;
  for (let at = 0; at < k; at += 1) {
    below += term;
    term *= (((m - at) / (at + 1)) * chance) / (1 - chance);
  }
  return 1 - below;
};

/**
 * How far the next error may be off: by the law of the errors, unless more of them lie beyond it than chance allows, as where runs of
 * another kind come once a week and no season is known yet. Then they are believed: the reach is that of their rank, or where they are too
 * few for one, of the largest and the law together. Undefined where half of the errors are 0.
 */
export const reachOf = (errors: ArrayLike<number>, chance: number): number | undefined => {
  const reach = errorLaw(errors)?.halfWidth(chance);
  if (reach === undefined) return undefined;
  const sizes = Array.from(errors, Math.abs);
  const beyond = sizes.filter((size) => size > reach).length;
  if (atLeast(beyond, sizes.length, chance) > implausible) return reach;
  const ranked = boundByRank(errors, chance);
  return Math.max(reach, ranked.isBound ? ranked.reach : Math.max(...sizes) + reach);
};
