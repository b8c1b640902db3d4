/** Works on one after another, so that no more than one file is held at a time. */
export const inOrder = async <T, U>(
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<readonly U[]> => {
  const done: U[] = [];
  for (const item of items) done.push(await work(item));
  return done;
};
