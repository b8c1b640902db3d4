import { defineReference, doubles, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const median = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const times = [...doubles(rows, column)].sort((left, right) => left - right);
    const lengths = times
      .slice(1)
      .map((time, index) => time - (times[index] ?? 0))
      .sort((left, right) => left - right);
    const middle = (lengths.length - 1) / 2;
    const [low, high] = [lengths[Math.floor(middle)], lengths[Math.ceil(middle)]];
    return {
      intervals: lengths.length,
      median: low === undefined || high === undefined ? null : (low + high) / 2,
    };
  },
});

export const reference = defineReference(median('row'), median('few'));
