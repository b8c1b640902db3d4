import type { TextRow } from '../survey.ts';
import type { Described } from './described.ts';

/** How far two sources do the same in a column: state in it what they state in another one. */
export type Repeats = (left: number, right: number, column: number) => number;

const fewestRows = 8;
/** Beyond so many standard deviations it is no chance that a source has the same in both columns more often than others. */
const beyondChance = 3;

const median = (shares: readonly number[]): number =>
  shares.toSorted((left, right) => left - right)[shares.length >> 1] ?? 0;

/**
 * Sources that write one column into another: the plan as what happened. However many do so they are one vote, since none of them says more than
 * the other column does. Where a source has the same value in both columns in a share r of its rows, and sources usually in u, the
 * share (r − u)/((1 − u) r) of what is the same in both is repeated, where r is above u by 3 standard deviations; two sources do the same as far as both do.
 */
export const repeatsOf = (
  rows: readonly TextRow[],
  { source, columns }: Described,
  sources: ReadonlyMap<string, number>,
): Repeats => {
  const counts = columns.map(() =>
    columns.map(() => ({ both: new Uint32Array(sources.size), same: new Uint32Array(sources.size) })),
  );
  for (const row of rows) {
    const by = sources.get(row.get(source) ?? '') ?? -1;
    const texts = columns.map(({ name }) => row.get(name) ?? null);
    for (const [to, own] of texts.entries())
      for (const [from, other] of texts.entries()) {
        const counted = counts[to]?.[from];
        if (own === null || other === null || counted === undefined || by < 0) continue;
        counted.both[by] = (counted.both[by] ?? 0) + 1;
        if (own === other) counted.same[by] = (counted.same[by] ?? 0) + 1;
      }
  }
  const repeated = counts.map((others, to) =>
    others.flatMap(({ both, same }, from) => {
      if (from === to) return [];
      const found = new Map<number, number>();
      const enough = [...both.keys()].filter((by) => (both[by] ?? 0) >= fewestRows);
      const shareOf = (by: number): number => (same[by] ?? 0) / (both[by] ?? 1);
      const usual = median(enough.map(shareOf));
      for (const by of enough) {
        const share = shareOf(by);
        const spread = Math.sqrt((usual * (1 - usual)) / (both[by] ?? 1));
        if (share > usual + beyondChance * spread) found.set(by, (share - usual) / ((1 - usual) * share));
      }
      return found.size === 0 ? [] : [found];
    }),
  );
  return (left, right, column) => {
    let most = 0;
    for (const own of repeated[column] ?? [])
      most = Math.max(most, (own.get(left) ?? 0) * (own.get(right) ?? 0));
    return most;
  };
};
