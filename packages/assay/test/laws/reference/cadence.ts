import { defineReference } from '../reference.ts';
import type { LawRow } from '../tables.ts';

/** Rows are numbered, so every interval is 1: shorter than, equal to or longer than what is expected. */
const numbered = (every: number, factor: number) => ({
  params: { column: 'row', every, factor },
  value: (rows: readonly LawRow[]) => {
    const intervals = Math.max(0, rows.length - 1);
    const isGap = 1 > every * factor;
    const off = Math.abs(1 - every);
    return {
      rows: rows.length,
      first: rows.length === 0 ? null : 0,
      last: rows.length === 0 ? null : rows.length - 1,
      intervals,
      longest: intervals === 0 ? null : 1,
      gaps: isGap ? intervals : 0,
      missing: isGap ? intervals * (Math.floor(1 / every + 0.5) - 1) : 0,
      repeats: 0,
      steady: isGap ? 0 : intervals,
      deviation: isGap ? 0 : intervals * off,
      worstDeviation: isGap || intervals === 0 ? 0 : off,
      every,
      factor,
    };
  },
});

export const reference = defineReference(numbered(1, 1.5), numbered(0.4, 1), numbered(3, 2));
