import fc from 'fast-check';
import type { CheckExample } from '../../src/checks/check.ts';
import type { Cell } from '../../src/domain/cell.ts';
import type { ColumnKind } from '../../src/domain/column.ts';
import type { TestTable } from './tables.ts';

const tagged = (
  type: 'bigint' | 'decimal' | 'float' | 'date' | 'timestamp' | 'time',
  ...values: string[]
): readonly Cell[] => values.map((value) => ({ type, value }));

/** Values of each kind that break wrong proofs: ends of ranges, NaN, text that differs by case, space or code points. */
const specials: Readonly<Record<ColumnKind, readonly Cell[]>> = {
  boolean: [true, false],
  integer: [0, 1, -1, 2, 3, ...tagged('bigint', '9007199254740993', '-9223372036854775808')],
  decimal: [0, 1, ...tagged('decimal', '0.1', '-0.05', '1234567890123.4567')],
  float: [0, 1, -1, 0.1, 1e300, ...tagged('float', 'NaN', 'Infinity', '-Infinity')],
  text: ['', ' ', 'a', 'A', 'a ', 'é', 'e\u0301', '😀', 'n/a', '12', 'a\n'],
  date: tagged('date', '2024-02-29', '2025-12-31', '2026-01-01', '1969-12-31'),
  timestamp: tagged('timestamp', '2024-02-29T12:00:00', '2025-12-31T23:59:59.999999', '2026-01-01T00:00:00'),
  timestamptz: tagged(
    'timestamp',
    '2024-02-29T12:00:00Z',
    '2025-12-31T23:59:59.999999Z',
    '2026-01-01T00:00:00Z',
  ),
  time: tagged('time', '00:00:00', '23:59:59.999999', '12:00:00'),
  list: ['[]', '["a"]', '["a","a"]'],
  struct: ['{}', '{"zip": 1}', '{"zip": null, "a": 2}'],
  binary: [null],
  other: [null],
};

/** Rows of the example's columns: its own values, so that its bounds are met, among those of the kind. */
export const randomTable = (example: CheckExample): fc.Arbitrary<TestTable> => {
  const cells = Object.entries(example.columns).map(([_name, kind], index) => {
    const own = example.rows.map((row) => row[index] ?? null);
    const choices = [fc.constantFrom<Cell>(null, ...specials[kind])];
    return own.length === 0
      ? fc.oneof(...choices)
      : fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...own) }, ...choices);
  });
  return fc
    .oneof(fc.array(fc.tuple(...cells), { maxLength: 2 }), fc.array(fc.tuple(...cells), { maxLength: 12 }))
    .map((rows) => ({ columns: example.columns, rows }));
};
