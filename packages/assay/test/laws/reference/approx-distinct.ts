import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { identity } from '../values.ts';

/** Of at most 22 values in 2048 registers, more than two share one in a table of a thousand. */
const estimated = (column: LawColumn) => {
  const value = (rows: readonly LawRow[]) => new Set(present(rows, column).map(identity)).size;
  return {
    params: { column },
    value,
    complaint: (found: unknown, rows: readonly LawRow[]) =>
      Math.abs(Number(found) - value(rows)) <= 2 ? undefined : `${found}, expected about ${value(rows)}`,
  };
};

export const reference = defineReference(
  estimated('int'),
  estimated('dec'),
  estimated('odd'),
  estimated('txt'),
  estimated('flag'),
  estimated('day'),
  estimated('at'),
  estimated('zoned'),
);
