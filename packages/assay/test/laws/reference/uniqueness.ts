import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { grouped, identity } from '../values.ts';

const uniquenessOf = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly LawRow[]) => {
    const values = present(rows, column);
    const groups = grouped(values, identity);
    const once = groups.filter(({ length }) => length === 1).length;
    return {
      present: values.length,
      distinct: groups.length,
      once,
      ratio: values.length === 0 ? null : once / values.length,
    };
  },
});

export const reference = defineReference(
  uniquenessOf('few'),
  uniquenessOf('odd'),
  uniquenessOf('dec'),
  uniquenessOf('txt'),
  uniquenessOf('day'),
);
