import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { identity } from '../values.ts';

const distinctOf = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => new Set(present(rows, column).map(identity)).size,
});

export const reference = defineReference(
  distinctOf('int'),
  distinctOf('dec'),
  distinctOf('odd'),
  distinctOf('txt'),
  distinctOf('flag'),
  distinctOf('day'),
  distinctOf('at'),
  distinctOf('zoned'),
);
