import { defineReference } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const limit = 2;

const repeatedOf = (rows: readonly LawRow[]) => {
  const keys = [...Map.groupBy(rows, ({ few }) => few)]
    .map(([few, own]) => ({ key: [few], rows: own.length }))
    .filter(({ rows: count }) => count > 1);
  const order = (key: LawRow['few'] | undefined): number => (typeof key === 'number' ? key : Infinity);
  const sorted = keys.sort(
    (left, right) => right.rows - left.rows || order(left.key[0]) - order(right.key[0]),
  );
  return { keys: sorted.slice(0, limit), total: keys.length };
};

export const reference = defineReference(
  {
    params: { columns: ['few'], limit },
    value: (rows) => repeatedOf(rows.filter(({ few }) => few !== null)),
  },
  { params: { columns: ['few'], nulls: 'equal', limit }, value: repeatedOf },
);
