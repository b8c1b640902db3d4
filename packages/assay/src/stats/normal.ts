import { gammaTail } from './gamma.ts';
import { fallsTo } from './student.ts';

/** P(Z > z) of a standard normal value, to about 13 digits in both tails: χ² of one degree of freedom is Z². */
export const normalTail = (z: number): number => {
  const beyond = gammaTail(0.5, (z * z) / 2) / 2;
  return z >= 0 ? beyond : 1 - beyond;
};

/** The density of a standard normal value. */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** z with P(Z > z) = `tail`, 0 < tail < 1. */
export const normalQuantile = (tail: number): number =>
  tail > 0.5 ? -normalQuantile(1 - tail) : tail === 0.5 ? 0 : fallsTo(tail, normalTail);
