import { defineReference } from '../reference.ts';

export const reference = defineReference({
  params: { column: 'flag' },
  value: (rows) => ({
    true: rows.filter(({ flag }) => flag === true).length,
    false: rows.filter(({ flag }) => flag === false).length,
  }),
});
