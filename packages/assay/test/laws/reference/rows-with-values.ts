import { column, compare, number, text } from '../../../src/sql/expression.ts';
import { defineReference } from '../reference.ts';

export const reference = defineReference(
  {
    params: { columns: ['x'], condition: compare(column('x'), '>', number(1)) },
    value: (rows) => rows.filter(({ x }) => typeof x === 'number' && x > 1).length,
  },
  {
    params: { columns: ['few', 'txt'], condition: compare(column('txt'), '<>', text('')) },
    value: (rows) => rows.filter(({ txt }) => txt !== null && txt !== '').length,
  },
);
