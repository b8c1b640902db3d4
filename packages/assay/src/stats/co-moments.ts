import { beyondRounding, meansApart } from './rounding.ts';

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

/** Moves sums about centres near the means to the means themselves. Values that vary by no more than rounding have no spread. */
export const coMomentsAbout = (
  centreX: number,
  centreY: number,
  { n, sx, sy, sxx, syy, sxy }: PairSums,
): CoMoments => {
  if (n === 0) return noPairs;
  const m2x = beyondRounding(sxx - sx ** 2 / n, n, sxx);
  const m2y = beyondRounding(syy - sy ** 2 / n, n, syy);
  const cxy = m2x === 0 || m2y === 0 ? 0 : sxy - (sx * sy) / n;
  return { n, meanX: centreX + sx / n, meanY: centreY + sy / n, m2x, m2y, cxy };
};

/** Pairs of two parts together: Chan, Golub & LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances". */
export const mergeCoMoments = (a: CoMoments, b: CoMoments): CoMoments => {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const [dx, dy] = [meansApart(a.meanX, b.meanX, n), meansApart(a.meanY, b.meanY, n)];
  const weight = (a.n / n) * b.n;
  return {
    n,
    meanX: a.meanX + (b.meanX - a.meanX) * (b.n / n),
    meanY: a.meanY + (b.meanY - a.meanY) * (b.n / n),
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
