import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/domain/cell.ts';
import { cadence } from '../../src/metrics/cadence.ts';
import { correlation } from '../../src/metrics/correlation.ts';
import { entropy } from '../../src/metrics/entropy.ts';
import { extent } from '../../src/metrics/extent.ts';
import { histogram } from '../../src/metrics/histogram.ts';
import { longestRun } from '../../src/metrics/longest-run.ts';
import { mean } from '../../src/metrics/mean.ts';
import type { Metric } from '../../src/metrics/metric.ts';
import { type MomentsState, moments } from '../../src/metrics/moments.ts';
import { sum } from '../../src/metrics/sum.ts';
import { sumOfSquares } from '../../src/metrics/sum-of-squares.ts';
import { valueCounts } from '../../src/metrics/value-counts.ts';
import { variance } from '../../src/metrics/variance.ts';
import { testEngines } from '../support/tables.ts';
import { askTable } from './ask-table.ts';

const column = (cells: readonly Cell[]) => cells.map((cell) => [cell]);

/** Columns whose numbers engines are careless with. */
describe.each(testEngines)('hard columns on $name', (engine) => {
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

  test('a constant column has no spread, no shape and no correlation, whatever its mean rounds to', async () => {
    const table = {
      columns: { constant: 'float', exact: 'decimal', y: 'float' },
      rows: Array.from({ length: 3000 }, (_unused, index): Cell[] => [
        0.1,
        { type: 'decimal', value: '21.37' },
        index * 0.3,
      ]),
    } as const;
    await askTable(engine, table, async (asked) => {
      for (const [column, value] of [
        ['constant', 0.1],
        ['exact', 21.37],
      ] as const) {
        expect(await asked.value(variance, { column })).toEqual({
          n: 3000,
          mean: value,
          variance: 0,
          standardDeviation: 0,
        });
        const found = await asked.value(moments, { column });
        expect(found).toMatchObject({ variance: 0, skewness: null, kurtosis: null });
        expect(await asked.value(moments, { column, about: value * 1.01 })).toMatchObject({
          variance: 0,
          skewness: null,
          kurtosis: null,
        });
        expect(await asked.value(correlation, { column, with: 'y' })).toEqual({
          pairs: 3000,
          correlation: null,
        });
      }
    });
  });

  test('unsigned integers differ by no less than nothing', async () => {
    const table = {
      columns: { t: 'integer', level: 'integer' },
      ...(engine.name === 'DuckDB' ? { sqlTypes: { t: 'UINTEGER', level: 'UTINYINT' } } : {}),
      rows: [
        [1, 3],
        [2, 2],
        [3, 3],
        [4, 255],
      ],
    } as const;
    await askTable(engine, table, async (asked) => {
      const params = { column: 'level', order: 't', tolerance: 1 };
      expect(await asked.value(longestRun, params)).toEqual({ longest: 3, ties: 0 });
    });
  });

  test('a mean that is large beside the spread costs few digits', async () => {
    const offset = 1e9;
    const small = Array.from({ length: 500 }, (_unused, index) => ((index * 37) % 101) ** 2 / 1024);
    const table = {
      columns: { p: 'integer', near: 'float', far: 'float', y: 'float' },
      rows: small.map((value, index): Cell[] => [index % 3, value, offset + value, value * value + index]),
    } as const;
    await askTable(engine, table, async (asked) => {
      const same = (found: number | null, expected: number | null) =>
        expect((found ?? Number.NaN) / (expected ?? Number.NaN)).toBeCloseTo(1, 8);
      const [near, far] = [
        await asked.value(moments, { column: 'near' }),
        await asked.value(moments, { column: 'far' }),
      ];
      for (const name of ['variance', 'skewness', 'kurtosis'] as const) same(far[name], near[name]);
      same((await asked.value(variance, { column: 'far' })).variance, near.variance);
      const r = async (column: string) => (await asked.value(correlation, { column, with: 'y' })).correlation;
      same(await r('far'), await r('near'));
      const { state } = (await asked.measured(moments as Metric, { column: 'far' }, ['p'])) as {
        state: { state: MomentsState }[];
      };
      const { merge } = moments;
      if (merge.kind !== 'commutative') expect.fail('moments merge');
      const merged = moments.value(state.map((group) => group.state).reduce(merge.merge), { column: 'far' });
      for (const name of ['variance', 'skewness', 'kurtosis'] as const) same(merged[name], near[name]);
    });
  });

  const at = (value: string): Cell => ({ type: 'timestamp', value });
  const float = (value: string): Cell => ({ type: 'float', value });

  test.each([
    [
      'timestamp',
      [at('-infinity'), at('2024-01-01T00:00:00'), at('2024-01-01T00:00:05')],
      [at('2024-01-01T00:00:10'), at('infinity')],
    ],
    ['float', [float('-Infinity'), 0, 5], [10, float('Infinity'), float('NaN')]],
  ] as const)(
    'infinite times of a %s column are no times, in the whole and in its parts',
    async (kind, early, late) => {
      const rows = [...early.map((time) => [1, time]), ...late.map((time) => [2, time])];
      await askTable(engine, { columns: { p: 'integer', t: kind }, rows }, async (asked) => {
        const params = { column: 't', every: 5, factor: 1.5 };
        const whole = await asked.value(cadence, params);
        expect(whole).toMatchObject({ rows: 3, intervals: 2, longest: 5, gaps: 0, missing: 0, steady: 2 });
        const { groups } = await asked.groups(cadence, params, ['p']);
        const [first, second] = groups.map(({ value }) => value);
        if (first === undefined || second === undefined || cadence.merge.kind === 'none') expect.fail();
        expect(cadence.merge.merge(first, second)).toEqual(whole);
      });
    },
  );
});

test('the entropy of one value is 0 exactly, however often it occurs', () => {
  for (let present = 1; present < 2000; present += 1) {
    const state = { present, distinct: 1, sum: present * Math.log(present) };
    expect(entropy.value(state, { column: 'x' }).bits).toBe(0);
  }
});

test('a decimal of PostgreSQL that is NaN is in no bin', async () => {
  const engine = testEngines.find(({ name }) => name === 'PostgreSQL') ?? expect.fail('no PostgreSQL');
  const table = {
    columns: { x: 'decimal' },
    rows: column([1, { type: 'float', value: 'NaN' }, 5]),
  } as const;
  await askTable(engine, table, async (asked) => {
    expect(await asked.value(histogram, { column: 'x', edges: [0, 1, 2] })).toEqual({
      counts: [0, 1],
      below: 0,
      above: 1,
      nans: 1,
    });
  });
});

test('sums about two means that a parallel engine found for one column are no spread of a constant', () => {
  const context = { column: () => expect.fail('no column is asked for'), hashName: '' };
  const n = 3_000_000;
  const sums = { n, centre: 21.37 - 2e-11, s1: 0, s2: n * 4e-22, s3: n * 8e-33, s4: n * 16e-44 };
  const state = moments.read([{ ...sums, 'x.least': 21.37, 'x.most': 21.37 }], { column: 'x' }, context);
  expect(state).toEqual({ n, mean: 21.37, m2: 0, m3: 0, m4: 0 });
  const pairs = {
    n,
    centreX: 21.37 - 2e-11,
    sx: 0,
    sxx: n * 4e-22,
    centreY: 0,
    sy: 0,
    syy: n,
    sxy: n * 1e-11,
  };
  const joint = correlation.read(
    [{ ...pairs, 'x.least': 21.37, 'x.most': 21.37, 'y.least': -1, 'y.most': 1 }],
    { column: 'x', with: 'y' },
    context,
  );
  expect(correlation.value(joint, { column: 'x', with: 'y' })).toEqual({ pairs: n, correlation: null });
});
