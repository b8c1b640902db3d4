/** Makes the names of a result's columns unique, so that no cell is lost where a query names two alike. */
export const uniqueNames = (names: readonly string[]): readonly string[] => {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    while (taken.has(own)) own += '_';
    taken.add(own);
    return own;
  });
};
