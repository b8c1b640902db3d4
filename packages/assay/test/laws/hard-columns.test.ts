import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/domain/cell.ts';
import { extent } from '../../src/metrics/extent.ts';
import { mean } from '../../src/metrics/mean.ts';
import { sum } from '../../src/metrics/sum.ts';
import { sumOfSquares } from '../../src/metrics/sum-of-squares.ts';
import { valueCounts } from '../../src/metrics/value-counts.ts';
import { testEngines } from '../support/tables.ts';
import { askTable } from './ask-table.ts';

/** Columns whose numbers engines are careless with. */
describe.each(testEngines)('hard columns on $name', (engine) => {
  const column = (cells: readonly Cell[]) => cells.map((cell) => [cell]);

  test('32-bit floats are added up in 64 bits, and shown as the numbers they are compared by', async () => {
    const [count, value] = [10_000, Math.fround(0.1)];
    const table = {
      columns: { x: 'float' },
      sqlTypes: { x: 'REAL' },
      rows: column(Array.from({ length: count }, () => 0.1)),
    } as const;
    await askTable(engine, table, async (asked) => {
      expect(Number(await asked.value(sum, { column: 'x' })) / (count * value)).toBeCloseTo(1, 12);
      expect(((await asked.value(mean, { column: 'x' })) ?? 0) / value).toBeCloseTo(1, 12);
      expect((await asked.value(sumOfSquares, { column: 'x' })).sum / (count * value)).toBeCloseTo(1, 12);
      expect(await asked.value(extent, { column: 'x' })).toEqual({ min: value, max: value });
      expect((await asked.value(valueCounts, { column: 'x', limit: 1 })).top).toEqual([{ value, count }]);
    });
  });
});
