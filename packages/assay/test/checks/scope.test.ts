import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import type { OpenTable } from '../../src/engines/engine.ts';
import { truth } from '../../src/sql/expression.ts';
import { subquery } from '../../src/sql/select.ts';
import { type ExampleBench, exampleBench, type OpenExample } from '../support/example-bench.ts';
import { ruleOf, verdictOn } from '../support/judge-example.ts';
import { testEngines } from '../support/tables.ts';

/** Keys, uniqueness and duplicates: a row that is left out may repeat one that is not. */
const keysAndDuplicates = [
  'duplicateTimestamps',
  'duplicateValues',
  'duplicatesAfterNormalising',
  'primaryKey',
  'unique',
  'uniqueness',
];

const cases = checks.flatMap((check: Check) =>
  check.examples
    .slice(0, 2)
    .map((example) => ({ check, example, empty: { ...example, rows: [] } satisfies CheckExample })),
);

let bench: ExampleBench;
beforeAll(async () => {
  const [duck = expect.fail('no engine')] = testEngines;
  bench = await exampleBench(
    duck,
    cases.flatMap(({ example, empty }) => [example, empty]),
  );
});
afterAll(() => bench?.close());

/** What is said of all rows of an example, of none, and of all under a scope that leaves none. */
const underNoRows = async (check: Check, example: CheckExample, empty: CheckExample) => {
  const [all, none] = [await bench.open(example), await bench.open(empty)];
  const { relation } = all.table;
  const scope = subquery({ everything: true, columns: {}, from: relation, where: truth(false) }, 'scoped');
  const judged = async ({ session, datasets }: OpenExample, table: OpenTable, whole = table.relation) => {
    const rule = ruleOf(check, example, table, datasets, whole);
    const { status, count, observed, message } = await verdictOn(session, table, rule, { exact: false });
    return { status, count, observed, message };
  };
  return {
    all: await judged(all, all.table),
    none: await judged(none, none.table),
    scoped: await judged(all, { ...all.table, relation: scope }, relation),
  };
};

test('keys, uniqueness and duplicates stay on the whole table, all else does not', () => {
  expect(checks.filter(({ onWholeTable }) => onWholeTable).map(({ id }) => id)).toEqual(keysAndDuplicates);
  for (const { id, dimension } of checks as readonly Check[])
    expect(dimension === 'uniqueness', id).toBe(keysAndDuplicates.includes(id));
});

describe('under a scope that leaves no row', () => {
  test.each(cases)('$check.id: $example.title', async ({ check, example, empty }) => {
    const { all, none, scoped } = await underNoRows(check, example, empty);
    expect(scoped).toEqual(keysAndDuplicates.includes(check.id) ? all : none);
  });
});
