import { defineReference } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const limit = 2;

export const reference = defineReference({
  params: { sequence: { order: 'row' }, every: 0.4, factor: 1, limit },
  value: (rows: readonly LawRow[]) =>
    Array.from({ length: Math.max(0, rows.length - 1) }, (_unused, from) => ({
      key: [],
      missing: 2,
      length: 1,
      from,
      to: from + 1,
    })).slice(0, limit),
});
