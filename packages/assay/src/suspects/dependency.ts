import { voteOf } from './group-vote.ts';
import type { PairCounts, Survey } from './survey.ts';

/** How far one column fixes another. */
export interface Dependency {
  readonly determinant: string;
  readonly dependent: string;
  readonly pairs: PairCounts;
  /** Share of the rows whose value the other rows of their group vote for. */
  readonly accuracy: number;
  /** The same, as the share of the way from always saying the most frequent value to always being right. */
  readonly strength: number;
  /** Effective number of values, 1/Σq². */
  readonly choices: number;
  /** How far it is a rule: nothing at the strength 0.8, 0.98 from 0.97 on. */
  readonly rule: number;
}

/** A weaker dependency accuses nobody. */
export const leastStrength = 0.8;
const surely = 0.97;

const ruleOf = (strength: number): number =>
  0.98 * Math.min(1, Math.max(0, (strength - leastStrength) / (surely - leastStrength)));

/** A group votes where it has so many other rows. */
export const fewestVotes = 2;
const leastCovered = 0.2;

/** Undefined where too few rows have others to vote on them, or all hold one value. */
export const dependencyOf = (
  determinant: string,
  dependent: string,
  pairs: PairCounts,
): Dependency | undefined => {
  const totals = new Map<string, number>();
  let right = 0;
  let judged = 0;
  let all = 0;
  for (const group of pairs.values()) {
    for (const [value, count] of group) {
      if (value === null) continue;
      all += count;
      totals.set(value, (totals.get(value) ?? 0) + count);
      const vote = voteOf(group, value);
      if (vote === undefined || vote.votes < fewestVotes) continue;
      judged += count;
      if (vote.winner === value) right += count;
    }
  }
  if (judged < leastCovered * all || totals.size < 2) return undefined;
  const shares = [...totals.values()].map((count) => count / all);
  const base = Math.max(...shares);
  const accuracy = right / judged;
  const strength = (accuracy - base) / (1 - base);
  return {
    determinant,
    dependent,
    pairs,
    accuracy,
    strength,
    rule: ruleOf(strength),
    choices: 1 / shares.reduce((sum, share) => sum + share * share, 0),
  };
};

/** How far some columns fix each other, where it is further than `least`; the strongest first. */
export const dependenciesAmong = (
  survey: Survey,
  names: readonly string[],
  least: number,
): readonly Dependency[] =>
  names
    .flatMap((determinant) =>
      names.flatMap((dependent) => {
        const pairs = determinant === dependent ? undefined : survey.pair(determinant, dependent);
        return pairs === undefined ? [] : (dependencyOf(determinant, dependent, pairs) ?? []);
      }),
    )
    .filter(({ strength }) => strength > least)
    .toSorted((left, right) => right.strength - left.strength);
