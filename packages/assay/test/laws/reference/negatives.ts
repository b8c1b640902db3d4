import { defineReference, doubles, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const negativesOf = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => doubles(rows, column).filter((value) => value < 0).length,
});

export const reference = defineReference(negativesOf('int'), negativesOf('dec'), negativesOf('odd'));
