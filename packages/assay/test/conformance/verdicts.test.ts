import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { range } from '../../src/checks/range.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import { required } from '../../src/checks/required.ts';
import { type Cell, floatCell, integerCell } from '../../src/domain/cell.ts';
import type { ColumnKind } from '../../src/domain/column.ts';
import { type ExampleBench, exampleBench, numbered } from '../support/example-bench.ts';
import { judgeOn } from '../support/judge-example.ts';
import { testEngines } from '../support/tables.ts';

const seed = 20_261_125;

const cells: Readonly<Partial<Record<ColumnKind, fc.Arbitrary<Cell>>>> = {
  integer: fc.oneof(
    fc.integer({ min: -9, max: 9 }).map((value): Cell => value),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(integerCell),
  ),
  float: fc.oneof(
    fc.double({ min: -9, max: 9, noNaN: true }).map((value) => floatCell(value)),
    fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0).map(floatCell),
  ),
  decimal: fc
    .integer({ min: -900, max: 900 })
    .map((value): Cell => ({ type: 'decimal', value: (value / 100).toFixed(10) })),
  text: fc.constantFrom('', 'a', 'b', 'B', 'é', 'e\u0301', '😀', ' a ', 'null', '7'),
  date: fc.integer({ min: 0, max: 400 }).map(
    (day): Cell => ({
      type: 'date',
      value: new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10),
    }),
  ),
  timestamp: fc.integer({ min: 0, max: 4000 }).map(
    (second): Cell => ({
      type: 'timestamp',
      value: new Date(Date.UTC(2020, 0, 1) + second * 1000).toISOString().slice(0, 19),
    }),
  ),
};

const nullable = (arbitrary: fc.Arbitrary<Cell>): fc.Arbitrary<Cell> =>
  fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: fc.constant(null) });

/** An example's rule over other rows of the same columns: the arguments of a contract, the data of chance. */
const randomised = (example: CheckExample): fc.Arbitrary<CheckExample> | undefined => {
  const kinds = Object.values(example.columns);
  const columns = kinds.map((kind, index) => {
    const seen = [...new Set(example.rows.map((row) => row[index] ?? null))];
    const own = cells[kind];
    return own === undefined
      ? undefined
      : fc.oneof(
          { weight: 2, arbitrary: fc.constantFrom(null, ...seen) },
          { weight: 1, arbitrary: nullable(own) },
        );
  });
  if (columns.some((each) => each === undefined) || columns.length === 0) return undefined;
  return fc
    .array(fc.tuple(...(columns as fc.Arbitrary<Cell>[])), { maxLength: 12 })
    .map((rows) => ({ ...example, rows }));
};

/** Rules that no table of PostgreSQL can answer, by their own words. */
const hasNoOrder = /no order of rows/;

/** Examples on a bench of each engine. */
const withBenches = async (
  examples: readonly CheckExample[],
  judge: (benches: readonly ExampleBench[]) => Promise<void>,
): Promise<void> => {
  const benches = await Promise.all(testEngines.map((engine) => exampleBench(engine, examples, numbered)));
  try {
    await judge(benches);
  } finally {
    for (const bench of benches) await bench.close();
  }
};

/** Failing rows by what they hold: of rows that are alike in everything, each engine may take another. */
const judged = async (
  benches: readonly ExampleBench[],
  check: Check,
  example: CheckExample,
  exact: boolean,
) => {
  const found = [];
  for (const bench of benches) {
    const { verdict, failingRows } = await judgeOn(bench, check, example, { exact });
    found.push({
      status: verdict.status,
      count: verdict.count,
      total: verdict.total,
      failing: failingRows?.map((row) => JSON.stringify(example.rows[row])).sort(),
      message: verdict.message,
    });
  }
  return found;
};

const runs = Number(process.env.ASSAY_TEST_RUNS ?? 1);

test('the same contract and data give the same verdict on every engine', async () => {
  const cases = checks
    .flatMap((check) =>
      check.examples.flatMap((example) => {
        const arbitrary = randomised(example);
        return arbitrary === undefined ? [] : [{ check, arbitrary }];
      }),
    )
    .map(({ check, arbitrary }, index) => ({
      check,
      exact: index % 2 === 0,
      examples: fc.sample(arbitrary, { seed: seed + index, numRuns: runs }),
    }));
  expect(cases.length).toBeGreaterThan(checks.length);
  for (const [check, ofCheck] of Map.groupBy(cases, (one) => one.check)) {
    const all = ofCheck.flatMap(({ exact, examples }) => examples.map((example) => ({ exact, example })));
    await withBenches(
      all.map(({ example }) => example),
      async (benches) => {
        for (const { exact, example } of all) {
          const [left, right] = await judged(benches, check, example, exact);
          if (hasNoOrder.test(right?.message ?? '')) continue;
          const { message: _left, ...own } = left ?? { message: '' };
          const { message: _right, ...other } = right ?? { message: '' };
          expect(
            { ...own, check: check.id, params: example.params, rows: example.rows },
            `${left?.message} | ${right?.message}`,
          ).toEqual({ ...other, check: check.id, params: example.params, rows: example.rows });
        }
      },
    );
  }
}, 300_000);

test('ranges and NULLs of random columns', async () => {
  const cases = (['integer', 'float', 'decimal'] as const).flatMap((kind) => {
    const rows = fc.array(nullable(cells[kind] ?? fc.constant(null)), { maxLength: 8 });
    const bounds = fc.record({
      minimum: fc.integer({ min: -9, max: 0 }),
      maximum: fc.integer({ min: 0, max: 9 }),
    });
    return fc.sample(fc.tuple(rows, bounds), { seed, numRuns: 6 }).flatMap(([column, params]) =>
      ([range, required] as unknown as readonly Check[]).map((check) => ({
        check,
        example: {
          title: 'random',
          columns: { x: kind },
          rows: column.map((cell) => [cell]),
          on: 'x',
          params: check.id === 'range' ? params : {},
          expect: { status: 'pass' },
        } satisfies CheckExample,
      })),
    );
  });
  await withBenches(
    cases.map(({ example }) => example),
    async (benches) => {
      for (const { check, example } of cases) {
        const [left, right] = await judged(benches, check, example, false);
        expect(left).toEqual(right);
      }
    },
  );
}, 120_000);
