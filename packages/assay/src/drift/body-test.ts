import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { GridValue } from '../domain/drift-reference.ts';
import { weightedChiSquareTail } from '../stats/weighted-chi-square.ts';
import type { CurrentCount } from './rank-counts.ts';

/** One rank of the grid: which place it is, and what both sides have there. */
interface Place {
  /** Share of the reference up to its rank. */
  readonly share: number;
  /** How much of the values that are equal to it lie up to its rank. */
  readonly within: number;
  readonly grid: GridValue;
  readonly current: CurrentCount;
}

export interface BodyResult {
  readonly statistic: number;
  readonly p: number;
}

/** With fewer distinct values than this the weights are those of values without ties. */
const fewestDistinct = 5;

/** λᵢ = 1 / (i (i + 1)): the weights of Anderson and Darling's statistic in the limit. */
const continuousWeights = (places: number): readonly number[] =>
  Array.from({ length: places }, (_none, at) => 1 / ((at + 1) * (at + 2)));

/** wⱼ = (pⱼ₊₁ − pⱼ₋₁) / (2 pⱼ (1 − pⱼ)), with p₀ = 0 and 1 after the last. */
const weightAt = (shares: readonly number[], at: number): number => {
  const share = shares[at] ?? 0;
  return ((shares[at + 1] ?? 1) - (shares[at - 1] ?? 0)) / (2 * share * (1 - share));
};

const isSame = (one: Place, other: Place): boolean => one.grid.value === other.grid.value;

/** Eigenvalues of W^½ Σ W^½, where places may share a value. */
const tiedWeights = (
  places: readonly Place[],
  weights: readonly number[],
  rows: number,
): readonly number[] => {
  const covariance = (one: Place, other: Place): number => {
    const { below, equal } = one.grid;
    const both = isSame(one, other)
      ? (below + one.within * other.within * (equal + 1)) / (rows + 1)
      : Math.min(one.share, other.share);
    return both - one.share * other.share;
  };
  const scaled = places.map((one, row) =>
    places.map(
      (other, column) => Math.sqrt((weights[row] ?? 0) * (weights[column] ?? 0)) * covariance(one, other),
    ),
  );
  return new EigenvalueDecomposition(new Matrix(scaled), { assumeSymmetric: true }).realEigenvalues.filter(
    (value) => value > 1e-9,
  );
};

/**
 * Whether the body of a batch of `m` values is distributed as the reference's: the two-sample statistic of Anderson and Darling on the ranks of the
 * grid, where the noise of both sides counts. T = m (n + 2) / (m + n + 1) · Σ wⱼ (Xⱼ / m − pⱼ)² / (1 + 5 / n), and p is that of Σ λᵢ χ²₁. Values that
 * are equal are shared out at random as it were: of those at a rank the part up to the rank. Where `time` rows say as much as one that is independent, the
 * first factor is 1 / (time (1/m + 1/n)). Source of the statistic: T. W. Anderson and D. A. Darling,
 * “Asymptotic theory of certain goodness of fit criteria”, Ann. Math. Stat. 23 (1952); of its two-sample form: A. N. Pettitt, Biometrika 63 (1976).
 */
export const bodyTest = (
  rows: number,
  ranks: readonly number[],
  grid: readonly GridValue[],
  m: number,
  counts: readonly CurrentCount[],
  time = 1,
): BodyResult => {
  const places = ranks.flatMap((rank, at): readonly Place[] => {
    const [value, current] = [grid[at], counts[at]];
    if (value === undefined || current === undefined || rank === ranks[at - 1]) return [];
    const within = (rank - value.below) / (value.equal + 1);
    return [{ share: rank / (rows + 1), within, grid: value, current }];
  });
  const shares = places.map(({ share }) => share);
  const weights = shares.map((_share, at) => weightAt(shares, at));
  const sum = places.reduce((total, { share, within, current }, at) => {
    const below = (current.below + within * current.equal) / m;
    return total + (weights[at] ?? 0) * (below - share) ** 2;
  }, 0);
  const size = time === 1 ? (m * (rows + 2)) / (m + rows + 1) : 1 / (time * (1 / m + 1 / rows));
  const statistic = size * (sum / (1 + 5 / rows));
  const distinct = new Set(places.map(({ grid: { value } }) => value)).size;
  const isTied = distinct < places.length && distinct >= fewestDistinct;
  const chances = isTied ? tiedWeights(places, weights, rows) : continuousWeights(places.length);
  return { statistic, p: weightedChiSquareTail(statistic, chances) };
};
