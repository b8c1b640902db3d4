import { numberOf } from '../../../src/domain/cell.ts';
import { defineReference, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { identity } from '../values.ts';

const run = (column: LawColumn, tolerance = 0) => ({
  params: { column, order: 'row', ...(tolerance === 0 ? {} : { tolerance }) },
  value: (rows: readonly LawRow[]) => {
    let [longest, present] = [0, 0];
    for (const [index, row] of rows.entries()) {
      const [here, before] = [row[column], rows[index - 1]?.[column] ?? null];
      const [a, b] = [numberOf(here), numberOf(before)];
      const near = a !== undefined && b !== undefined && Math.abs(a - b) <= tolerance;
      const goesOn = here !== null && before !== null && (identity(here) === identity(before) || near);
      present = here === null ? 0 : goesOn ? present + 1 : 1;
      longest = Math.max(longest, present);
    }
    return { longest, ties: 0 };
  },
});

export const reference = defineReference(
  run('few'),
  run('odd'),
  run('txt'),
  run('flag'),
  run('x', 3),
  run('odd', 0.5),
  {
    ...run('dec'),
    params: { column: 'dec', order: 'row', breakTies: true },
  },
);
