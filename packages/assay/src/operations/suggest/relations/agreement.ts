import type { Grouping } from './grouping.ts';
import type { SampledColumn } from './sample.ts';

/** How far groups of rows agree on a column. */
export interface Agreement {
  /** Rows in groups of two and more that have a value. */
  readonly judged: number;
  /** Rows that agree with an earlier one of their group, or could have: rows judged, less one of each group. */
  readonly chances: number;
  /** Rows judged whose value is not the most frequent of their group. */
  readonly exceptions: number;
  /** Chances of groups whose most frequent value is not that of all rows judged. */
  readonly telling: number;
  /** Chance that two rows judged have the same value. */
  readonly alike: number;
  /** Rows judged that do not have the most frequent value of all. */
  readonly unusual: number;
}

/** Values by group, and what their most frequent ones leave over. */
export const agreementOf = ({ codes, groups }: Grouping, of: SampledColumn): Agreement => {
  const width = of.values.length;
  const sizes = new Int32Array(groups + 1);
  const best = new Int32Array(groups + 1);
  const winner = new Int32Array(groups + 1);
  const together = new Map<number, number>();
  for (const [row, group] of codes.entries()) {
    const value = of.codes[row] ?? 0;
    if (group === 0 || value === 0) continue;
    const key = group * width + value;
    const count = (together.get(key) ?? 0) + 1;
    together.set(key, count);
    sizes[group] = (sizes[group] ?? 0) + 1;
    if (count <= (best[group] ?? 0)) continue;
    best[group] = count;
    winner[group] = value;
  }
  const totals = new Map<number, number>();
  for (const [key, count] of together) {
    if ((sizes[Math.floor(key / width)] ?? 0) < 2) continue;
    totals.set(key % width, (totals.get(key % width) ?? 0) + count);
  }
  const [usual = 0, most = 0] = [...totals].reduce(
    (left, right) => (right[1] > left[1] ? right : left),
    [0, 0],
  );
  let [judged, chances, exceptions, telling] = [0, 0, 0, 0];
  for (let group = 1; group <= groups; group += 1) {
    const size = sizes[group] ?? 0;
    if (size < 2) continue;
    judged += size;
    chances += size - 1;
    exceptions += size - (best[group] ?? 0);
    if (winner[group] !== usual) telling += size - 1;
  }
  const alike = [...totals.values()].reduce((sum, count) => sum + (count / judged) ** 2, 0);
  return { judged, chances, exceptions, telling, alike, unusual: judged - most };
};

/** True where groups clearly disagree: their values change from row to row more often than a few exceptions explain. */
export const clearlyDisagree = (
  { codes, groups }: Grouping,
  of: SampledColumn,
  forgiven: number,
): boolean => {
  const last = new Int32Array(groups + 1);
  let [again, changes] = [0, 0];
  for (const [row, group] of codes.entries()) {
    const value = of.codes[row] ?? 0;
    if (group === 0 || value === 0) continue;
    const before = last[group] ?? 0;
    last[group] = value;
    if (before === 0) continue;
    again += 1;
    if (before !== value) changes += 1;
    if (changes > 4 + 2 * forgiven * again) return true;
  }
  return false;
};
