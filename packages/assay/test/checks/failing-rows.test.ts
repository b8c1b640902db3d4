import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import { exampleBench, numbered } from '../support/example-bench.ts';
import { judgeOn } from '../support/judge-example.ts';
import { randomTable } from '../support/random-table.ts';
import { testEngines } from '../support/tables.ts';

const seed = 20_260_106;
const tablesPerCheck = 12;

/** Of a key that occurs n times, n - 1 rows are surplus, and all n are set aside: which is right is not known. */
const countsSurplusRows = ['duplicateValues', 'primaryKey', 'unique'];

const casesOf = (check: Check): readonly CheckExample[] => {
  const each = Math.ceil(tablesPerCheck / check.examples.length);
  return check.examples.flatMap((example) =>
    fc.sample(randomTable(example), { seed, numRuns: each }).map((table) => ({ ...example, ...table })),
  );
};

const [duck] = testEngines;

test.each(checks.filter(({ failing }) => failing !== undefined).map((check) => [check.id, check] as const))(
  'the rows that %s sets aside are those it counts',
  async (_id, check) => {
    if (duck === undefined) throw new Error('no engine');
    const cases = casesOf(check as Check);
    const bench = await exampleBench(duck, cases, numbered);
    try {
      for (const example of cases) {
        const { verdict, failingRows } = await judgeOn(bench, check as Check, example, { exact: true });
        if (verdict.count === undefined || failingRows === undefined) continue;
        const context = `${verdict.message} ${JSON.stringify({ params: example.params, rows: example.rows })}`;
        if (countsSurplusRows.includes(check.id))
          expect(failingRows.length > 0, context).toBe(verdict.count > 0);
        else expect(failingRows.length, context).toBe(verdict.count);
      }
    } finally {
      await bench.close();
    }
  },
);
