import { copied, type Dependence, dependenceOf, isComparable, tabled } from './dependence.ts';
import type { Belief, Item, Stated } from './item.ts';
import type { Repeats } from './repeats.ts';
import { type Silence, silenceOf } from './silence.ts';
import { priorRight, type Skill, skillOf } from './source-skill.ts';

const rounds = 20;
/** Who copies is asked in every fourth round, the first one too: later, copiers that won are right and show no more. */
const roundsOfCopies = 4;
/** What is left of the weight of a vote, for dependence that does not show and skill that differs from entity to entity. */
const tempered = 0.7;
/** Before anything is stated, the chance that there is nothing to state. */
const priorNothing = 0.05;

export interface Weighing {
  readonly sources: number;
  readonly columns: number;
  /** Effective number of values among which a wrong claim chooses, by column. */
  readonly choices: readonly number[];
  readonly repeats: Repeats;
}

/** What is believed, and how often sources say nothing. */
export interface Believed {
  readonly beliefs: readonly Belief[];
  readonly silence: Silence;
}

/** Votes for one value: the best source counts whole, and each further one as far as it copied from none before it. */
const votesOf = (
  { by }: Stated,
  column: number,
  choices: number,
  skill: Skill,
  dependence: Dependence | undefined,
): number => {
  const ranked = by.toSorted((left, right) => skill(right, column) - skill(left, column));
  let votes = 0;
  for (const [place, source] of ranked.entries()) {
    const right = skill(source, column);
    let own = Math.log((right * Math.max(2, choices)) / (1 - right));
    for (let before = 0; dependence !== undefined && before < place; before += 1)
      own *= 1 - copied * dependence(source, ranked[before] ?? source, column);
    votes += own;
  }
  return votes;
};

const believeItem = (
  { column, stated, silent }: Item,
  { choices }: Weighing,
  skill: Skill,
  silence: Silence,
  dependence: Dependence | undefined,
): Belief => {
  const votes = stated.map((one) => tempered * votesOf(one, column, choices[column] ?? 2, skill, dependence));
  const speakers = stated.flatMap(({ by }) => by);
  const existence =
    silent.reduce(
      (sum, source) => sum + Math.log(silence.share(source, column) / (1 - silence.invents(source))),
      0,
    ) +
    speakers.reduce(
      (sum, source) => sum + Math.log((1 - silence.share(source, column)) / silence.invents(source)),
      0,
    );
  const nothing = Math.log(priorNothing / (1 - priorNothing)) - tempered * existence;
  const most = Math.max(nothing, ...votes);
  const raised = votes.map((one) => Math.exp(one - most));
  const sum = raised.reduce((total, one) => total + one, Math.exp(nothing - most));
  return raised.map((one) => one / sum);
};

/**
 * What is true where several sources state values of each item: the chance of a value is proportional to the product over its
 * sources of (a n/(1 − a))^0.7, a the skill of the source, n the number of values a wrong one chooses among; a copier counts as far as it does
 * not copy. That there is nothing to state is one more value, for which those speak who are silent, as far as they usually are not. Skills
 * and chances are computed in turn, 20 times, from the majority on, and copies in every fourth round. Where the pairs of claims are more than
 * 5,000,000 nobody is taken for a copier.
 * Source: X. L. Dong, L. Berti-Équille, D. Srivastava, PVLDB 2 (2009), its model AccuCopy.
 */
export const believe = (items: readonly Item[], weighing: Weighing): Believed => {
  const { sources, columns, repeats } = weighing;
  let skill: Skill = () => priorRight;
  const compares = isComparable(items, sources, columns);
  let dependence = compares ? tabled(repeats, sources, columns) : undefined;
  let beliefs: readonly Belief[] = [];
  let silence = silenceOf(items, beliefs, sources, columns);
  for (let round = 0; round < rounds; round += 1) {
    beliefs = items.map((item) => believeItem(item, weighing, skill, silence, dependence));
    silence = silenceOf(items, beliefs, sources, columns);
    skill = skillOf(items, beliefs, sources, columns);
    if (!compares || round % roundsOfCopies !== 0) continue;
    const copies = dependenceOf(items, beliefs, sources, columns, skill);
    dependence = tabled(
      (left, right, column) => Math.max(repeats(left, right, column), copies(left, right, column)),
      sources,
      columns,
    );
  }
  return { beliefs, silence };
};
