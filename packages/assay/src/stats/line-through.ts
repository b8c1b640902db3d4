/** What is known of pairs (x, y): means and variances of both, and their covariance, each of the whole population. */
export interface PairMoments {
  readonly means: readonly [number, number];
  readonly variances: readonly [number, number];
  readonly covariance: number;
}

/** The share of what changed that the line may leave unexplained: rounding, not noise. */
const mostUnexplained = 0.001;

/**
 * The line y = slope · x + offset of least squares, slope = cov(x, y) / var(x), where it explains how y differs from x: where the mean square of
 * what it leaves, var(y) − cov(x, y)² / var(x), is at most a thousandth of the mean square of y − x. Undefined where it does not, and where all
 * x are equal. The slope is 0 where all y are equal. Source: Legendre 1805, “Sur la méthode des moindres quarrés”.
 */
export const lineThrough = ({
  means: [x, y],
  variances: [vx, vy],
  covariance,
}: PairMoments): { readonly slope: number; readonly offset: number } | undefined => {
  const moved = vx + vy - 2 * covariance + (y - x) ** 2;
  if (!(vx > 0 && moved > 0)) return undefined;
  const slope = covariance / vx;
  const left = vy - covariance * slope;
  return left <= mostUnexplained * moved ? { slope, offset: y - slope * x } : undefined;
};
