/** Count and means of pairs, and sums of squares and products of their deviations from the means. */
export interface CoMoments {
  readonly n: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly m2x: number;
  readonly m2y: number;
  readonly cxy: number;
}

export const noPairs: CoMoments = { n: 0, meanX: 0, meanY: 0, m2x: 0, m2y: 0, cxy: 0 };

/** Sums of deviations from centres near the means, and of their squares and products. */
export interface PairSums {
  readonly n: number;
  readonly sx: number;
  readonly sy: number;
  readonly sxx: number;
  readonly syy: number;
  readonly sxy: number;
}

/** Moves sums about centres near the means to the means themselves. */
export const coMomentsAbout = (
  centreX: number,
  centreY: number,
  { n, sx, sy, sxx, syy, sxy }: PairSums,
): CoMoments => {
  if (n === 0) return noPairs;
  return {
    n,
    meanX: centreX + sx / n,
    meanY: centreY + sy / n,
    m2x: Math.max(0, sxx - sx ** 2 / n),
    m2y: Math.max(0, syy - sy ** 2 / n),
    cxy: sxy - (sx * sy) / n,
  };
};

/** Pairs of two parts together: Chan, Golub & LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances". */
export const mergeCoMoments = (a: CoMoments, b: CoMoments): CoMoments => {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const [dx, dy] = [b.meanX - a.meanX, b.meanY - a.meanY];
  const weight = (a.n / n) * b.n;
  return {
    n,
    meanX: a.meanX + (dx * b.n) / n,
    meanY: a.meanY + (dy * b.n) / n,
    m2x: a.m2x + b.m2x + dx ** 2 * weight,
    m2y: a.m2y + b.m2y + dy ** 2 * weight,
    cxy: a.cxy + b.cxy + dx * dy * weight,
  };
};

/** Pearson's correlation; null where one of the two does not vary. */
export const pearson = ({ m2x, m2y, cxy }: CoMoments): number | null => {
  if (m2x === 0 || m2y === 0) return null;
  const found = cxy / Math.sqrt(m2x) / Math.sqrt(m2y);
  return Number.isNaN(found) ? found : Math.max(-1, Math.min(1, found));
};
