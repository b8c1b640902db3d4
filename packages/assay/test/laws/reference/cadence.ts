import { millisOf } from '../../../src/domain/cell.ts';
import { defineReference, doubles, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';

/** Times in thousandths of the unit, in order. */
const timesOf = {
  row: (rows: readonly LawRow[]) => doubles(rows, 'row').map((row) => row * 1000),
  tick: (rows: readonly LawRow[]) => present(rows, 'tick').map((cell) => millisOf(cell) ?? 0),
};

const total = (lengths: readonly number[]): number => lengths.reduce((sum, length) => sum + length, 0);
const most = (lengths: readonly number[]): number => lengths.reduce((a, b) => Math.max(a, b), 0);

const cadenceOf = (column: keyof typeof timesOf, every: number, factor: number) => ({
  params: { column, every, factor },
  value: (rows: readonly LawRow[]) => {
    const times = timesOf[column](rows);
    const lengths = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1000);
    const gaps = lengths.filter((length) => length > every * factor);
    const steady = lengths.filter((length) => length > 0 && length <= every * factor);
    const [first, last] = [times[0], times.at(-1)];
    return {
      unit: column === 'tick' ? 'second' : 'count',
      rows: times.length,
      first: first === undefined ? null : first / 1000,
      last: last === undefined ? null : last / 1000,
      intervals: lengths.length,
      longest: lengths.length === 0 ? null : most(lengths),
      gaps: gaps.length,
      missing: total(gaps.map((length) => Math.max(1, Math.floor(length / every + 0.5) - 1))),
      repeats: lengths.filter((length) => length === 0).length,
      steady: steady.length,
      deviation: total(steady.map((length) => Math.abs(length - every))),
      worstDeviation: most(steady.map((length) => Math.abs(length - every))),
      every,
      factor,
    };
  },
  scale: () => 1,
});

export const reference = defineReference(
  cadenceOf('row', 1, 1.5),
  cadenceOf('row', 0.4, 1),
  cadenceOf('row', 3, 2),
  cadenceOf('tick', 0.1, 1),
  cadenceOf('tick', 0.1, 1.5),
  cadenceOf('tick', 0.5, 2),
);
