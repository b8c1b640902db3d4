import { column, compare, number } from '../../../src/sql/expression.ts';
import { defineReference } from '../reference.ts';

export const reference = defineReference({
  params: { condition: compare(column('x'), '>', number(1)) },
  value: (rows) => ({
    rows: rows.length,
    count: rows.filter(({ x }) => typeof x === 'number' && x > 1).length,
  }),
});
