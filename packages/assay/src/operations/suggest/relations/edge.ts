const looked = 100;
/** So many would have to be below zero if nothing held them there; none is. */
const expected = 15;

/**
 * Whether values come up to zero and stop there. Of the smallest values, c0 are in the lower half of what they span from zero and c1 in the
 * upper half; densities that fall smoothly go on by about the same factor, so about c0² / c1 more would be below zero.
 */
export const stopsAtZero = (values: Float64Array): boolean => {
  const sorted = values.filter((value) => value >= 0).sort();
  const smallest = sorted.subarray(0, Math.min(looked, Math.floor(sorted.length / 5)));
  const span = smallest.at(-1);
  if (span === undefined) return false;
  if (span === 0) return true;
  const near = smallest.filter((value) => value < span / 2).length;
  return near ** 2 / (smallest.length - near) >= expected;
};
