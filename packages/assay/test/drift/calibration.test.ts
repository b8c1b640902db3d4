import { describe, expect, test } from 'vitest';
import { columnKinds } from '../../../../bench/calibration/columns.ts';
import { clopperPearson } from '../../../../bench/calibration/interval.ts';
import { randomFrom } from '../../../../bench/random.ts';
import { judgeColumn } from '../../src/drift/judge-column.ts';
import { holm } from '../../src/stats/holm.ts';

const windows = 200;
const rate = 0.05;

/** Smallest corrected p of each window, over a table of all kinds of columns in which nothing drifts. */
const smallestOf = (n: number, m: number, seed: number): readonly number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: windows }, () => {
    const ps = columnKinds.map((kind) => {
      const { reference, batch } = kind.reference(n, random);
      return judgeColumn(reference, batch(m, random)).p;
    });
    return Math.min(...holm(ps));
  });
};

describe(`of ${windows} batches in which nothing drifted, at a rate of ${rate} over ten columns`, () => {
  test.each([
    [1000, 100, 11],
    [1000, 1000, 12],
    [10_000, 30, 13],
    [1_000_000, 10_000, 14],
  ])('no more alarm than that: reference %i rows, batch %i', (n, m, seed) => {
    const alarms = smallestOf(n, m, seed).filter((p) => p <= rate).length;
    expect(clopperPearson(alarms, windows)[0]).toBeLessThanOrEqual(rate);
    expect(alarms).toBeGreaterThan(0);
  });
});
