import { column } from '../../../src/sql/expression.ts';
import { defineReference } from '../reference.ts';
import type { LawRow } from '../tables.ts';

export const reference = defineReference({
  params: { determinant: [column('few')], dependent: column('x') },
  value: (rows: readonly LawRow[]) => {
    const keys = Map.groupBy(
      rows.filter(({ few }) => few !== null),
      ({ few }) => few,
    );
    const conflicting = [...keys.values()].filter(
      (own) => new Set(own.flatMap(({ x }) => (x === null ? [] : [x]))).size > 1,
    );
    return { keys: keys.size, conflicting: conflicting.length };
  },
});
