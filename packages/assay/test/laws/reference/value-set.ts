import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { grouped, identity } from '../values.ts';

/** As sets: the order is checked by the states being equal on every engine. */
const setOf = (column: LawColumn, limit: number) => {
  const value = (rows: readonly LawRow[]) => {
    const values = grouped(present(rows, column), identity).map(([first]) => identity(first ?? null));
    return values.length > limit ? undefined : values.sort();
  };
  return {
    params: { column, limit },
    value,
    complaint: (found: unknown, rows: readonly LawRow[]) => {
      const expected = JSON.stringify(value(rows));
      const seen = JSON.stringify(
        found === undefined ? undefined : (found as LawRow[LawColumn][]).map(identity).sort(),
      );
      return seen === expected ? undefined : `${seen}, expected ${expected}`;
    },
  };
};

export const reference = defineReference(
  setOf('few', 3),
  setOf('few', 10),
  setOf('txt', 5),
  setOf('odd', 4),
  setOf('dec', 4),
  setOf('flag', 2),
  setOf('day', 3),
  setOf('zoned', 3),
);
