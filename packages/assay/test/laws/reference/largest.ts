import { arithmetic, column, number } from '../../../src/sql/expression.ts';
import { defineReference, doubles } from '../reference.ts';
import type { LawRow } from '../tables.ts';

export const reference = defineReference({
  params: { value: arithmetic(column('few'), '*', number(2)) },
  value: (rows: readonly LawRow[]) =>
    doubles(rows, 'few').reduce<number | null>((most, few) => Math.max(most ?? few * 2, few * 2), null),
});
