import type { Belief, Item } from './item.ts';

/** How often each source is right in each column. */
export type Skill = (source: number, column: number) => number;

interface Tally {
  readonly right: number;
  readonly claims: number;
}

/** How often a source is right of which nothing is known. */
export const priorRight = 0.65;
/** A column is as right as its claims are, after so many of the prior. */
const columnPrior = 10;
/** A source is as good as all are, until it has made more claims than this. */
const sourcePrior = 6;
/** In one column the skill of a source over all of them counts as so many claims. */
const pooledWeight = 6;

const clamp = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

const logit = (share: number): number => Math.log(share / (1 - share));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

const tallies = (
  items: readonly Item[],
  beliefs: readonly Belief[],
  sources: number,
  columns: number,
): readonly (readonly Tally[])[] => {
  const right = Array.from({ length: sources }, () => new Float64Array(columns));
  const claims = Array.from({ length: sources }, () => new Float64Array(columns));
  for (const [index, { column, stated }] of items.entries())
    for (const [place, { by }] of stated.entries())
      for (const source of by) {
        const [won, made] = [right[source], claims[source]];
        if (won === undefined || made === undefined) continue;
        won[column] = (won[column] ?? 0) + (beliefs[index]?.[place] ?? 0);
        made[column] = (made[column] ?? 0) + 1;
      }
  return right.map((won, source) =>
    Array.from(won, (own, column) => ({ right: own, claims: claims[source]?.[column] ?? 0 })),
  );
};

/**
 * The skill of a source in a column is the share of its claims there that are believed, drawn by 6 claims towards what its skill over
 * all columns lets expect there (as far above or below the column's own share, in log odds), and that by 6 towards what all sources do.
 */
export const skillOf = (
  items: readonly Item[],
  beliefs: readonly Belief[],
  sources: number,
  columns: number,
): Skill => {
  const counted = tallies(items, beliefs, sources, columns);
  const usual = Array.from({ length: columns }, (_unused, column) => {
    const right = counted.reduce((sum, own) => sum + (own[column]?.right ?? 0), 0);
    const claims = counted.reduce((sum, own) => sum + (own[column]?.claims ?? 0), 0);
    return clamp((right + columnPrior * priorRight) / (claims + columnPrior), [0.02, 0.98]);
  });
  const expected = counted.map((own) => {
    const claims = own.reduce((sum, one) => sum + one.claims, 0);
    const right = own.reduce((sum, one) => sum + one.right, 0);
    const mean =
      claims === 0
        ? priorRight
        : own.reduce((sum, one, column) => sum + one.claims * (usual[column] ?? 0), 0) / claims;
    const pooled = clamp((right + sourcePrior * mean) / (claims + sourcePrior), [0.01, 0.99]);
    return usual.map((one) => logistic(logit(one) + logit(pooled) - logit(mean)));
  });
  const skills = counted.map((own, source) =>
    own.map(({ right, claims }, column) =>
      clamp(
        (right + pooledWeight * (expected[source]?.[column] ?? priorRight)) / (claims + pooledWeight),
        [0.03, 0.99],
      ),
    ),
  );
  return (source, column) => skills[source]?.[column] ?? priorRight;
};
