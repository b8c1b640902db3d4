import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import type { Cell } from '../../src/domain/cell.ts';
import { type ExampleBench, exampleBench, numbered } from '../support/example-bench.ts';
import { judgeOn } from '../support/judge-example.ts';
import { testEngines } from '../support/tables.ts';

const seed = 20_260_105;
const tablesPerExample = 3;

/** Rows made of the values an example has in each column, NULL among them: times repeat, groups mix, runs grow. */
const shuffled = (example: CheckExample): fc.Arbitrary<readonly (readonly Cell[])[]> => {
  const cells = Object.keys(example.columns).map((_name, index) =>
    fc.constantFrom<Cell>(null, ...example.rows.map((row) => row[index] ?? null)),
  );
  return fc.array(fc.tuple(...cells), { minLength: 4, maxLength: 14 });
};

const cases = checks
  .filter((check) => check.odcs === undefined)
  .flatMap((check: Check) => check.examples.map((example) => ({ check, example })))
  .filter(
    ({ example }) => example.rows.length > 1 && !example.needsRowOrder && example.expect.status !== 'unknown',
  )
  .map(({ check, example }) => ({
    check,
    example,
    tables: fc
      .sample(shuffled(example), { seed, numRuns: tablesPerExample })
      .map((rows): CheckExample => ({ ...example, rows })),
  }));

let benches: readonly ExampleBench[] = [];
beforeAll(async () => {
  const tables = cases.flatMap((one) => one.tables);
  benches = await Promise.all(testEngines.map((engine) => exampleBench(engine, tables, numbered)));
});
afterAll(async () => {
  for (const bench of benches) await bench.close();
});

/** Of equal rows it does not matter which one fails: rows are told by what they hold. */
const said = (check: Check, example: CheckExample) =>
  Promise.all(
    benches.map(async (bench) => {
      const { verdict, failingRows } = await judgeOn(bench, check, example, { exact: true });
      const { status, count, message } = verdict;
      return {
        status,
        count,
        message,
        failing: failingRows?.map((row) => JSON.stringify(example.rows[row])).sort(),
      };
    }),
  );

test.each(cases)('$check.id says the same on every engine: $example.title', async ({ check, tables }) => {
  for (const table of tables) {
    const [first, ...others] = await said(check, table);
    for (const other of others) expect(other, JSON.stringify(table.rows)).toEqual(first);
  }
});
