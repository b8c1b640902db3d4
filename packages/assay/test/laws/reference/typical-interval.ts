import { millisOf } from '../../../src/domain/cell.ts';
import { defineReference, doubles, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const times = (rows: readonly LawRow[], column: LawColumn): readonly number[] =>
  column === 'tick'
    ? present(rows, 'tick').map((cell) => millisOf(cell) ?? 0)
    : doubles(rows, column).map((value) => value * 1000);

const median = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const sorted = times(rows, column).toSorted((left, right) => left - right);
    const lengths = sorted
      .slice(1)
      .map((time, index) => (time - (sorted[index] ?? 0)) / 1000)
      .sort((left, right) => left - right);
    const middle = (lengths.length - 1) / 2;
    const [low, high] = [lengths[Math.floor(middle)], lengths[Math.ceil(middle)]];
    return {
      intervals: lengths.length,
      median: low === undefined || high === undefined ? null : (low + high) / 2,
    };
  },
});

export const reference = defineReference(median('row'), median('few'), median('tick'));
