import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import type { Cell } from '../../src/domain/cell.ts';
import { judgeExample } from '../support/judge-example.ts';
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
  );

/** Of equal rows it does not matter which one fails: rows are told by what they hold. */
const said = (check: Check, example: CheckExample) =>
  Promise.all(
    testEngines.map(async (engine) => {
      const { verdict, failingRows } = await judgeExample(engine, check, example, { exact: true });
      const { status, count, message } = verdict;
      return {
        status,
        count,
        message,
        failing: failingRows?.map((row) => JSON.stringify(example.rows[row])).sort(),
      };
    }),
  );

test.each(cases)('$check.id says the same on every engine: $example.title', async ({ check, example }) => {
  for (const rows of fc.sample(shuffled(example), { seed, numRuns: tablesPerExample })) {
    const [first, ...others] = await said(check, { ...example, rows });
    for (const other of others) expect(other, JSON.stringify(rows)).toEqual(first);
  }
});
