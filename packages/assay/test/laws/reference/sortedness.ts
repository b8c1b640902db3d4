import { numberOf } from '../../../src/domain/cell.ts';
import { defineReference, type LawColumn } from '../reference.ts';
import type { LawRow } from '../tables.ts';

/** NaN above infinity. */
const rank = (value: number): readonly [number, number] => [
  Number.isNaN(value) ? Infinity : value,
  Number(Number.isNaN(value)),
];

const steps = (column: LawColumn) => ({
  params: { column, order: 'row' },
  value: (rows: readonly LawRow[]) => {
    const values = rows.map((row) => row[column]);
    const counts = { rising: 0, falling: 0, level: 0 };
    for (const [index, cell] of values.entries()) {
      const [here, before] = [numberOf(cell), numberOf(values[index - 1] ?? null)];
      if (here === undefined || before === undefined) continue;
      const [[a, oddA], [b, oddB]] = [rank(here), rank(before)];
      const step = a === b ? oddA - oddB : a > b ? 1 : -1;
      counts[step > 0 ? 'rising' : step < 0 ? 'falling' : 'level'] += 1;
    }
    const plain = (cell: LawRow[LawColumn]) => (cell === 0 ? 0 : cell);
    return {
      rows: rows.length,
      nulls: values.filter((cell) => cell === null).length,
      ...counts,
      first: plain(values[0] ?? null),
      last: plain(values.at(-1) ?? null),
    };
  },
});

export const reference = defineReference(steps('few'), steps('odd'), steps('x'), steps('row'));
