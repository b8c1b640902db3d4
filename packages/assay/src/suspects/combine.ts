import type { Finding } from './suspect.ts';

/**
 * One score of a cell from what is said against it and for it, taken as independent: (1 − Π(1 − p)) Π(1 − d), of chances p and defences d.
 * Source: the noisy-or of J. Pearl, "Probabilistic reasoning in intelligent systems" (1988).
 */
export const combined = (findings: readonly Pick<Finding, 'chance' | 'defence'>[]): number => {
  const cleared = findings.reduce((left, { chance }) => left * (1 - chance), 1);
  return findings.reduce((left, { defence = 0 }) => left * (1 - defence), 1 - cleared);
};
