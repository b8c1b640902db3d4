import type { CellText } from './survey.ts';

/** What the other rows of a group say. */
export interface Vote {
  /** Their most frequent value. */
  readonly winner: string;
  /** Other rows that say so; that agree with this one; that say anything; that say nothing. */
  readonly forWinner: number;
  readonly withThis: number;
  readonly votes: number;
  readonly silent: number;
}

interface Standing {
  readonly first: readonly [string | undefined, number];
  readonly second: readonly [string | undefined, number];
  readonly votes: number;
}

type Group = ReadonlyMap<CellText, number>;

const standings = new WeakMap<Group, Standing>();

const standingOf = (group: Group): Standing => {
  const known = standings.get(group);
  if (known !== undefined) return known;
  let first: Standing['first'] = [undefined, 0];
  let second = first;
  let votes = 0;
  for (const [value, count] of group) {
    if (value === null) continue;
    votes += count;
    if (count > first[1]) {
      second = first;
      first = [value, count];
    } else if (count > second[1]) second = [value, count];
  }
  const standing = { first, second, votes };
  standings.set(group, standing);
  return standing;
};

/** The vote of a group without one row that holds `own`; a tie is won by `own`. Undefined where no other row has a value. */
export const voteOf = (group: Group, own: CellText): Vote | undefined => {
  const { first, second, votes } = standingOf(group);
  const withThis = own === null ? 0 : (group.get(own) ?? 1) - 1;
  const [winner, forWinner] = own !== first[0] ? first : withThis >= second[1] ? [own, withThis] : second;
  if (winner === undefined || winner === null || forWinner === 0) return undefined;
  return {
    winner: withThis === forWinner && own !== null ? own : winner,
    forWinner,
    withThis,
    votes: own === null ? votes : votes - 1,
    silent: (group.get(null) ?? 0) - (own === null ? 1 : 0),
  };
};
