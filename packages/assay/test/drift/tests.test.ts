import { describe, expect, test } from 'vitest';
import type { Cells } from '../../src/drift/drift-test.ts';
import { driftTests } from '../../src/drift/tests/registry.gen.ts';

const agree = (found: number | undefined, expected: number): void =>
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-10 * Math.abs(expected));

test('there are ten ways to say how far two distributions are apart', () => {
  expect(driftTests.map(({ id }) => id)).toEqual([
    'chiSquared',
    'cramerVonMises',
    'cramersV',
    'gTest',
    'hellinger',
    'jensenShannon',
    'kolmogorovSmirnov',
    'populationStability',
    'totalVariation',
    'wasserstein',
  ]);
});

describe.each(driftTests)('$id', (one) => {
  test.each(one.examples)('is what $by says of $says', ({ cells, statistic, p }) => {
    agree(one.statistic(cells), statistic);
    if (p !== undefined) agree(one.p?.(one.statistic(cells), cells), p);
  });

  const same: Cells = { points: [1, 2, 3], reference: [10, 20, 30], current: [1, 2, 3] };

  test('is nothing where both are distributed alike', () => {
    expect(one.statistic(same)).toBeCloseTo(0, 12);
    if (one.p !== undefined) expect(one.p(0, same)).toBeCloseTo(1, 6);
  });

  test('does not care which side is which, nor for cells that neither has', () => {
    const cells: Cells = { points: [1, 2, 3, 4], reference: [10, 20, 0, 30], current: [40, 20, 0, 5] };
    const turned: Cells = { points: [1, 2, 3, 4], reference: cells.current, current: cells.reference };
    expect(one.statistic(turned)).toBeCloseTo(one.statistic(cells), 10);
    const without: Cells = { points: [1, 2, 4], reference: [10, 20, 30], current: [40, 20, 5] };
    expect(one.statistic(without)).toBeCloseTo(one.statistic(cells), 10);
  });
});
