/** More different values than this are not counted one by one in a profile. */
const most = 10_000;

/** The values of a column are few enough for a profile to group them, by what its first round knows. */
export const isSmall = (known: ReadonlyMap<string, unknown> | undefined): boolean => {
  const distinct = known?.get('approxDistinct');
  return typeof distinct === 'number' && distinct <= most;
};
