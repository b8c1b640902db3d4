import { column, compare, number } from '../../../src/sql/expression.ts';
import { defineReference, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { grouped, identity } from '../values.ts';

const duplicatesOf = (rows: readonly LawRow[], columns: readonly LawColumn[], nullsEqual = false) => {
  const holdsNull = (row: LawRow): boolean => columns.some((name) => row[name] === null);
  const counted = nullsEqual ? rows : rows.filter((row) => !holdsNull(row));
  const groups = grouped(counted, (row) =>
    JSON.stringify(columns.map((name) => (row[name] === null ? null : identity(row[name])))),
  );
  const repeated = groups.filter((group) => group.length > 1);
  const rowsIn = repeated.reduce((sum, group) => sum + group.length, 0);
  return {
    keys: groups.length,
    duplicatedKeys: repeated.length,
    rowsInDuplicates: rowsIn,
    surplusRows: rowsIn - repeated.length,
    nullKeys: rows.filter(holdsNull).length,
  };
};

const of = (...columns: readonly LawColumn[]) => ({
  params: { columns },
  value: (rows: readonly LawRow[]) => duplicatesOf(rows, columns),
});

export const reference = defineReference(
  of('few'),
  of('odd'),
  of('txt'),
  of('int'),
  of('few', 'flag'),
  {
    params: { columns: ['few', 'flag'], nulls: 'equal' },
    value: (rows) => duplicatesOf(rows, ['few', 'flag'], true),
  },
  {
    params: { columns: ['few'], where: compare(column('x'), '=', column('x')) },
    value: (rows) =>
      duplicatesOf(
        rows.filter(({ x }) => x !== null),
        ['few'],
      ),
  },
  {
    params: { columns: ['few'], where: compare(column('row'), '>=', number(0)) },
    value: (rows) => duplicatesOf(rows, ['few']),
  },
);
