import { defineReference, type LawColumn } from '../reference.ts';

const nullsOf = (column: LawColumn) => ({
  params: { column },
  value: (rows: readonly Readonly<Record<LawColumn, unknown>>[]) => ({
    rows: rows.length,
    nulls: rows.filter((row) => row[column] === null).length,
  }),
});

export const reference = defineReference(nullsOf('int'), nullsOf('odd'), nullsOf('txt'), nullsOf('zoned'));
