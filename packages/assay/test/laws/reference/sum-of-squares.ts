import { defineReference, doubles, type LawColumn, largest } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const whole = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const values = doubles(rows, column);
    return {
      n: values.length,
      sum: values.reduce((sum, value) => sum + value, 0),
      squares: values.reduce((sum, value) => sum + value ** 2, 0),
    };
  },
  scale: (rows: readonly LawRow[]) => largest(doubles(rows, column)),
});

export const reference = defineReference(whole('few'), whole('dec'), whole('odd'), whole('x'));
