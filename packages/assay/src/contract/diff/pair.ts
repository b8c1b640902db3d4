interface Named {
  readonly id?: string;
  readonly name: string;
}

export interface Pairing<T> {
  readonly both: readonly (readonly [before: T, after: T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** Pairs the elements of two lists: by id where both have one, else by name. */
export const pairElements = <T extends Named>(before: readonly T[], after: readonly T[]): Pairing<T> => {
  const byId = new Map(after.flatMap((one) => (one.id === undefined ? [] : [[one.id, one] as const])));
  const byName = new Map(after.map((one) => [one.name, one]));
  const taken = new Set<T>();
  const partners = new Map<T, T>();
  const take = (old: T, found: T | undefined) => {
    if (found === undefined || taken.has(found) || partners.has(old)) return;
    taken.add(found);
    partners.set(old, found);
  };
  for (const old of before) if (old.id !== undefined) take(old, byId.get(old.id));
  for (const old of before) take(old, byName.get(old.name));
  return {
    both: before.flatMap((old) => {
      const found = partners.get(old);
      return found === undefined ? [] : [[old, found] as const];
    }),
    removed: before.filter((old) => !partners.has(old)),
    added: after.filter((one) => !taken.has(one)),
  };
};
