import { and, column, compare, number, text } from '../../../src/sql/expression.ts';
import { defineReference } from '../reference.ts';

export const reference = defineReference(
  {
    params: { condition: compare(column('x'), '>', number(1)) },
    value: (rows) => rows.filter(({ x }) => typeof x === 'number' && x > 1).length,
  },
  {
    params: {
      condition: and(compare(column('few'), '=', number(2)), compare(column('txt'), '<>', text(''))),
    },
    value: (rows) => rows.filter(({ few, txt }) => few === 2 && txt !== null && txt !== '').length,
  },
);
