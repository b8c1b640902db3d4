import type { PatternNode } from './node.ts';

/** Characters of a pattern. */
export const longestPattern = 100_000;
/** Groups in groups. */
export const deepestGroups = 200;
/** More repetitions of a part than this, those around it multiplied in, are refused: RE2 stops there. */
export const mostRepetitions = 1000;
/** Ranges of characters when printed; `\p{L}` alone has about 700. */
export const mostRanges = 100_000;

const within = (node: PatternNode): readonly PatternNode[] =>
  node.kind === 'sequence' ? node.parts : node.kind === 'choice' ? node.options : [];

export const repetitions = (node: PatternNode): number => {
  if (node.kind === 'repeat') return Math.max(1, node.min, node.max ?? 0) * repetitions(node.of);
  return within(node).reduce((most, part) => Math.max(most, repetitions(part)), 1);
};

export const rangesIn = (node: PatternNode): number => {
  if (node.kind === 'repeat') return rangesIn(node.of);
  if (node.kind === 'character') return node.set.length;
  return within(node).reduce((sum, part) => sum + rangesIn(part), 0);
};
