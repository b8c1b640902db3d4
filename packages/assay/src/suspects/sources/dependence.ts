import type { Belief, Item } from './item.ts';
import type { Skill } from './source-skill.ts';

/** The chance that what two sources state in a column has one origin. */
export type Dependence = (left: number, right: number, column: number) => number;

/** How often a copier copies. */
export const copied = 0.8;
const prior = 0.03;
/** More pairs of claims than this, or of sources times columns, are not compared. */
const mostPairs = 5_000_000;
const fewestShared = 8;

/** Whether what the sources state is little enough to compare each with each. */
export const isComparable = (items: readonly Item[], sources: number, columns: number): boolean => {
  const claims = items.map(({ stated }) => stated.reduce((sum, { by }) => sum + by.length, 0));
  const pairs = claims.reduce((sum, one) => sum + (one * one) / 2, 0);
  return pairs <= mostPairs && sources * sources * columns <= mostPairs;
};

/** A dependence that was computed of every two sources: it is asked for every two claims of a value in every round. */
export const tabled = (dependence: Dependence, sources: number, columns: number): Dependence => {
  const tables = Array.from({ length: columns }, (_unused, column) => {
    const table = new Float64Array(sources * sources);
    for (let left = 0; left < sources; left += 1)
      for (let right = 0; right <= left; right += 1) {
        const found = dependence(left, right, column);
        table[left * sources + right] = found;
        table[right * sources + left] = found;
      }
    return table;
  });
  return (left, right, column) => tables[column]?.[left * sources + right] ?? 0;
};

/** How often two wrong claims of a column are the same, over all sources. */
const wrongTogether = (
  items: readonly Item[],
  beliefs: readonly Belief[],
  columns: number,
): readonly number[] => {
  const same = new Float64Array(columns);
  const all = new Float64Array(columns);
  for (const [index, { column, stated }] of items.entries()) {
    const wrong = stated.map(({ by }, place) => by.length * (1 - (beliefs[index]?.[place] ?? 0)));
    const total = wrong.reduce((sum, one) => sum + one, 0);
    for (const [place, one] of wrong.entries()) {
      const doubt = 1 - (beliefs[index]?.[place] ?? 0);
      same[column] = (same[column] ?? 0) + one * Math.max(0, one - doubt);
      all[column] = (all[column] ?? 0) + one * Math.max(0, total - doubt);
    }
  }
  return Array.from(same, (one, column) => (one + 1) / ((all[column] ?? 0) + 10));
};

/**
 * For each two sources the chance that they depend on each other, from the claims they both make: two that share what is wrong are no two
 * votes. Independent ones state the same true value with a b, the same wrong one with (1 − a)(1 − b) w; dependent ones
 * agree with c = 0.8 beyond that; a and b are their skills, w how often two wrong claims of the column are the same anyway.
 * Source: X. L. Dong, L. Berti-Équille, D. Srivastava, "Integrating conflicting data: the role of source dependence",
 * PVLDB 2 (2009), without the direction of a copy.
 */
export const dependenceOf = (
  items: readonly Item[],
  beliefs: readonly Belief[],
  sources: number,
  columns: number,
  skill: Skill,
): Dependence => {
  const together = wrongTogether(items, beliefs, columns);
  const pairs = sources * sources;
  const odds = Array.from({ length: columns }, () => new Float64Array(pairs));
  const shared = Array.from({ length: columns }, () => new Float64Array(pairs));
  for (const [index, { column, stated }] of items.entries()) {
    const [ownOdds, ownShared] = [odds[column], shared[column]];
    if (ownOdds === undefined || ownShared === undefined) continue;
    const w = together[column] ?? 0.1;
    for (const [place, { by }] of stated.entries()) {
      const p = beliefs[index]?.[place] ?? 0;
      for (const [other, { by: against }] of stated.entries()) {
        if (other < place) continue;
        for (const left of by)
          for (const right of against) {
            if (left === right || (other === place && right < left)) continue;
            const [a, b] = [skill(left, column), skill(right, column)];
            const bothRight = a * b;
            const bothWrong = (1 - a) * (1 - b) * w;
            const own = (a + b) / 2;
            const ratio =
              other === place
                ? (p * (copied * own + (1 - copied) * bothRight) +
                    (1 - p) * (copied * (1 - own) + (1 - copied) * bothWrong)) /
                  (p * bothRight + (1 - p) * bothWrong)
                : 1 - copied;
            const key = Math.min(left, right) * sources + Math.max(left, right);
            ownOdds[key] = (ownOdds[key] ?? 0) + Math.log(ratio);
            ownShared[key] = (ownShared[key] ?? 0) + 1;
          }
      }
    }
  }
  const chance = (log: number, claims: number): number =>
    claims < fewestShared ? 0 : 1 / (1 + ((1 - prior) / prior) * Math.exp(-log));
  const total = (all: readonly Float64Array[], key: number): number =>
    all.reduce((sum, own) => sum + (own[key] ?? 0), 0);
  const everywhere = new Float64Array(pairs).map((_unused, key) =>
    chance(total(odds, key), total(shared, key)),
  );
  const inColumn = odds.map((own, column) => own.map((log, key) => chance(log, shared[column]?.[key] ?? 0)));
  return (left, right, column) => {
    const key = Math.min(left, right) * sources + Math.max(left, right);
    return 1 - (1 - (everywhere[key] ?? 0)) * (1 - (inColumn[column]?.[key] ?? 0));
  };
};
