import { atMostSo } from '../../../stats/at-most.ts';
import type { Grouping } from './grouping.ts';
import { runsOf } from './runs.ts';
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

/** How rare so much agreement would be if values, and the rows at which they change, had nothing to do with the groups. */
export interface Coincidence {
  /** Rows whose group is that of the row before, as a share of all; how often the value changes, and how often within a group. */
  readonly stays: number;
  readonly changes: number;
  readonly changesWithin: number;
  /** Runs of a value that a group has met after its first, and those of them with another value than its first. */
  readonly met: number;
  readonly metOthers: number;
}

/**
 * Rows that follow one another are no independent witnesses: a mode that lasts for hours says one thing. So a group counts each run of a value
 * once, and beside that it counts where values change: those that only change where the group does belong to it.
 */
export const coincidenceOf = ({ codes }: Grouping, of: SampledColumn): Coincidence => {
  const runs = runsOf(of);
  const firsts = new Map<number, number>();
  const pairs = new Set<number>();
  let [rows, stayed, changes, changesWithin, met, metOthers] = [0, 0, 0, 0, 0, 0];
  let [groupBefore, valueBefore] = [0, 0];
  const width = codes.length + 1;
  for (const [row, group] of codes.entries()) {
    const value = of.codes[row] ?? 0;
    if (group === 0 || value === 0) continue;
    if (groupBefore !== 0) {
      rows += 1;
      const changed = value !== valueBefore;
      if (changed) changes += 1;
      if (group === groupBefore) {
        stayed += 1;
        if (changed) changesWithin += 1;
      }
    }
    [groupBefore, valueBefore] = [group, value];
    const pair = group * width + (runs[row] ?? 0);
    if (pairs.has(pair)) continue;
    pairs.add(pair);
    const first = firsts.get(group);
    if (first === undefined) {
      firsts.set(group, value);
      continue;
    }
    met += 1;
    if (first !== value) metOthers += 1;
  }
  return { stays: rows === 0 ? 0 : stayed / rows, changes, changesWithin, met, metOthers };
};

/** ln of a bound on the chance of that, where two values are equal with the chance `alike`. */
export const logCoincidence = (
  { stays, changes, changesWithin, met, metOthers }: Coincidence,
  alike: number,
): number => atMostSo(changesWithin, changes, stays) + atMostSo(metOthers, met, 1 - alike);

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
