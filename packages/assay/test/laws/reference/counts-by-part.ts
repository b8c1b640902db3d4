import {
  arithmetic,
  call,
  column,
  compare,
  isNull,
  number,
  truth,
  window,
} from '../../../src/sql/expression.ts';
import { defineReference } from '../reference.ts';
import type { LawRow } from '../tables.ts';

const parts = 3;

const counted = (
  rows: readonly LawRow[],
  partOf: (row: LawRow, index: number) => unknown,
  conditions: readonly ((row: LawRow) => boolean)[],
): number[][] =>
  conditions.map((holds) =>
    Array.from(
      { length: parts },
      (_unused, part) => rows.filter((row, index) => partOf(row, index) === part && holds(row)).length,
    ),
  );

const inOrder = window('rowNumber', [], { orderBy: [{ by: column('row') }] });

export const reference = defineReference(
  {
    params: {
      part: column('few'),
      parts,
      conditions: [isNull(column('txt')), compare(column('x'), '>', number(0))],
    },
    value: (rows) =>
      counted(rows, ({ few }) => few, [({ txt }) => txt === null, ({ x }) => typeof x === 'number' && x > 0]),
  },
  {
    params: {
      part: call('floor', arithmetic(arithmetic(inOrder, '-', number(1)), '/', number(4))),
      parts,
      conditions: [truth(true), isNull(column('int'))],
    },
    value: (rows) =>
      counted(
        rows.toSorted((left, right) => Number(left.row) - Number(right.row)),
        (_row, index) => Math.floor(index / 4),
        [() => true, ({ int }) => int === null],
      ),
  },
);
