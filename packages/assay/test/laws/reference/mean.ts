import { defineReference, doubles, type LawColumn, largest } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const meanOf = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const values = doubles(rows, column);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  },
  scale: (rows: readonly LawRow[]) => largest(doubles(rows, column)),
});

export const reference = defineReference(meanOf('int'), meanOf('dec'), meanOf('odd'), meanOf('x'));
