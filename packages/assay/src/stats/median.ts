/** The middle of sorted values, the mean of the two middle ones where their number is even. NaN of none. */
export const middleOf = (sorted: ArrayLike<number>, length = sorted.length): number => {
  const middle = (length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
};

/** The median of values in any order. NaN of none. */
export const medianOf = (values: ArrayLike<number>): number => middleOf(new Float64Array(values).sort());
