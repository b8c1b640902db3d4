/** Without what follows from two others: a ≤ c, where a ≤ b and b ≤ c. */
export const withoutTransitive = <T>(
  found: readonly T[],
  ends: (one: T) => readonly [from: string, to: string],
): readonly T[] => {
  const pairs = new Set(found.map((one) => JSON.stringify(ends(one))));
  const has = (from: string, to: string): boolean => pairs.has(JSON.stringify([from, to]));
  const names = [...new Set(found.flatMap((one) => ends(one)))];
  return found.filter((one) => {
    const [from, to] = ends(one);
    return !names.some((via) => via !== from && via !== to && has(from, via) && has(via, to));
  });
};
