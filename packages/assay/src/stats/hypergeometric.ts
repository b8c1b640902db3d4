import { logGamma } from './gamma.ts';

/** Draws of `drawn` from `all`, of which `marked` are marked, without putting back. */
export interface Draws {
  readonly all: number;
  readonly marked: number;
  readonly drawn: number;
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

const logChance = ({ all, marked, drawn }: Draws, x: number): number =>
  logChoose(marked, x) + logChoose(all - marked, drawn - x) - logChoose(all, drawn);

export const fewest = ({ all, marked, drawn }: Draws): number => Math.max(0, drawn - (all - marked));
export const most = ({ marked, drawn }: Draws): number => Math.min(marked, drawn);

/** Σ of the chances from x on in one direction, each from the one before, until none adds to the sum. */
const sumFrom = (draws: Draws, x: number, direction: 1 | -1): number => {
  const { all, marked, drawn } = draws;
  let term = Math.exp(logChance(draws, x));
  let sum = term;
  for (let at = x; term > sum * 1e-17; at += direction) {
    const ratio = ((marked - at) * (drawn - at)) / ((at + 1) * (all - marked - drawn + at + 1));
    const before = (at * (all - marked - drawn + at)) / ((marked - at + 1) * (drawn - at + 1));
    term *= direction === 1 ? ratio : before;
    sum += term;
  }
  return sum;
};

/** P(X ≥ x) of the number of marked ones among those drawn. */
export const hypergeometricTail = (x: number, draws: Draws): number => {
  if (x <= fewest(draws)) return 1;
  if (x > most(draws)) return 0;
  const mean = (draws.drawn * draws.marked) / draws.all;
  return x > mean ? Math.min(1, sumFrom(draws, x, 1)) : Math.max(0, 1 - sumFrom(draws, x - 1, -1));
};

/** P(X ≤ x). */
export const hypergeometricHead = (x: number, draws: Draws): number => {
  if (x >= most(draws)) return 1;
  if (x < fewest(draws)) return 0;
  const mean = (draws.drawn * draws.marked) / draws.all;
  return x < mean ? Math.min(1, sumFrom(draws, x, -1)) : Math.max(0, 1 - sumFrom(draws, x + 1, 1));
};
