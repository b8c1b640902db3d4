import { type Dependency, fewestVotes } from './dependency.ts';
import { voteOf } from './group-vote.ts';
import type { TextRow } from './survey.ts';

/** What the group of a determinant says of one cell of a row. */
export interface Testimony {
  readonly dependency: Dependency;
  /** The chance that the cell is wrong, were the determinant surely right; 0 where the group agrees with it. */
  readonly chance: number;
  readonly winner: string;
  readonly forWinner: number;
  readonly votes: number;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** What a dependency says of a row; undefined where its group is too small to say anything. */
export const testimonyOf = (dependency: Dependency, row: TextRow): Testimony | undefined => {
  const { determinant, dependent, pairs, accuracy, choices, rule } = dependency;
  const given = row.get(determinant) ?? null;
  const own = row.get(dependent) ?? null;
  const group = given === null ? undefined : pairs.get(given);
  const vote = group === undefined ? undefined : voteOf(group, own);
  if (vote === undefined || vote.votes < fewestVotes) return undefined;
  const { winner, forWinner, withThis, votes, silent } = vote;
  if (own === winner || withThis >= forWinner)
    return { dependency, chance: 0, winner, forWinner: withThis, votes };
  const certain = Math.min(0.995, Math.max(0.5, accuracy));
  const odds = 0.5 * (forWinner - withThis) * Math.log((certain * Math.max(2, choices)) / (1 - certain));
  const agreed = forWinner / (votes + (own === null ? silent : 0));
  return { dependency, chance: rule * logistic(odds) * agreed, winner, forWinner, votes };
};

/** Columns of a row by how the groups of one fit the value of the other: true where they do not. */
export type Conflicts = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

export const conflictsOf = (said: readonly Testimony[]): Conflicts => {
  const graph = new Map<string, Map<string, boolean>>();
  const note = (from: string, to: string, conflict: boolean): void => {
    const own = graph.get(from) ?? new Map<string, boolean>();
    own.set(to, conflict || (own.get(to) ?? false));
    graph.set(from, own);
  };
  for (const { dependency, chance } of said) {
    note(dependency.determinant, dependency.dependent, chance > 0);
    note(dependency.dependent, dependency.determinant, chance > 0);
  }
  return graph;
};

/** Conflicts less agreements of a column with all others but one. */
const blame = (conflicts: Conflicts, column: string, but: string): number => {
  let sum = 0;
  for (const [other, conflict] of conflicts.get(column) ?? []) if (other !== but) sum += conflict ? 1 : -1;
  return sum;
};

const perConflict = 1.2;

/** The chance that of two columns in conflict the first is the one that is wrong; a half where nothing else tells. */
export const blamed = (conflicts: Conflicts, accused: string, accuser: string): number =>
  logistic(perConflict * (blame(conflicts, accused, accuser) - blame(conflicts, accuser, accused)));
