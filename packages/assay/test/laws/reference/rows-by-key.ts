import { column, compare, number } from '../../../src/sql/expression.ts';
import { defineReference } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const limit = 2;

export const reference = defineReference({
  params: { columns: ['few'], condition: compare(column('x'), '>', number(0)), limit },
  value: (rows: readonly LawRow[]) => {
    const hits = rows.filter(({ x }) => typeof x === 'number' && x > 0);
    const keys = [...Map.groupBy(hits, ({ few }) => few)].map(([few, own]) => ({
      key: [few],
      rows: own.length,
    }));
    const order = (key: LawRow['few']): number => (typeof key === 'number' ? key : Infinity);
    const sorted = keys.sort(
      (left, right) => right.rows - left.rows || order(left.key[0] ?? null) - order(right.key[0] ?? null),
    );
    return { keys: sorted.slice(0, limit), total: keys.length };
  },
});
