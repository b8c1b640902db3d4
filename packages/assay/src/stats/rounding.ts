/** Unit roundoff of doubles. */
export const unitRoundoff = 2 ** -53;

/**
 * A sum of squares of deviations, or 0 where it is no more than the rounding of the `n` squares it was made of: the computed Σd²
 * is off by up to n u Σd² (Higham 2002, "Accuracy and Stability of Numerical Algorithms", section 4.2), and 8 stands for the steps after it. Without
 * it a constant column, whose computed mean is off by a digit, would have a spread.
 */
export const beyondRounding = (spread: number, n: number, squares: number): number =>
  Number.isFinite(squares) && spread <= 8 * n * unitRoundoff * squares ? 0 : spread;

/** How far the means of two parts are apart; 0 where that is no more than the rounding of the `n` numbers they were made of. */
export const meansApart = (left: number, right: number, n: number): number => {
  const apart = right - left;
  const rounding = n * unitRoundoff * Math.max(Math.abs(left), Math.abs(right));
  return Math.abs(apart) <= rounding ? 0 : apart;
};
