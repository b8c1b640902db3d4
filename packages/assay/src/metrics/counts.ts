/** Counts of two parts together: each is the sum of both. */
const added = <S extends Readonly<Record<keyof S, number>>>(left: S, right: S): S => {
  const others = new Map(Object.entries<number>(right));
  const sums = Object.entries<number>(left).map(([name, count]) => [name, count + (others.get(name) ?? 0)]);
  return { ...left, ...Object.fromEntries(sums) };
};

/** How states that hold nothing but counts merge. */
export const countsAddUp = { kind: 'commutative', merge: added } as const;
